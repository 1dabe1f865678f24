"""Checks on earlier reforms and on mergers: evidence for what is called done, answers to objections."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.system_records import ReformRecommendation
from bluehelm.foundation.findings import Severity

ANSWERED = re.compile(r"\b(answer(ed)?|réponse)\b", re.IGNORECASE)
HIPPO = instrument("A/70/95-S/2015/446", "as reported")


@check(
    "COU020",
    Severity.WARNING,
    looks_for="a reform recommendation called done without dated evidence",
    why="What is called done without evidence leaves the list of what should be reconsidered.",
    remedy="Write what shows it and when (evidence: S/RES/2759 (2024), para. 38, evidence_on: 2024-11-14), "
    "or take the status away.",
    basis=(*submission("5a"), HIPPO),
)
def done_without_evidence(seen: Standpoint) -> Iterator[Fault]:
    for reform in seen.dossier.reforms:
        if reform.status != "done" or (reform.evidence is not None and reform.evidence_on is not None):
            continue
        template = (
            "'{text}' ({report}) is called done, but no evidence is on file."
            if reform.evidence is None
            else "'{text}' ({report}) is called done, but the evidence has no date."
        )
        yield fault(reform, template, text=reform.text, report=reform.report)


@check(
    "COU021",
    Severity.NOTE,
    looks_for="reform recommendations that still matter and have no status",
    why="A baseline of earlier reforms is of use only when one knows what became of them.",
    remedy="Give each a status with dated evidence (status: partly, evidence, evidence_on), "
    "or say that it no longer matters (still_relevant: no).",
    basis=(*submission("5a"), HIPPO),
)
def relevant_without_status(seen: Standpoint) -> Iterator[Fault]:
    for report, reforms in _by_report(seen).items():
        still_open = [one for one in reforms if one.still_relevant and one.status is None]
        if still_open:
            yield fault(
                still_open[0],
                "{n_open} of {n_all} recommendations of {report} still matter and have no status.",
                n_open=len(still_open),
                n_all=len(reforms),
                report=report,
            )


def _by_report(seen: Standpoint) -> Mapping[str, list[ReformRecommendation]]:
    found: dict[str, list[ReformRecommendation]] = defaultdict(list)
    for one in seen.dossier.reforms:
        found[one.report].append(one)
    return found


@check(
    "COU022",
    Severity.WARNING,
    looks_for="a reform recommendation marked verified whose paragraph nobody has confirmed",
    why="A recommendation shown as the report's own must be found in the report.",
    remedy="Read the report and enter its paragraph (paragraph: 180), or mark it known_as: unverified.",
    basis=(*submission("5a"), HIPPO),
)
def verified_without_paragraph(seen: Standpoint) -> Iterator[Fault]:
    for reform in seen.dossier.reforms:
        if reform.known_as == "verified" and reform.paragraph is None:
            yield fault(
                reform,
                "'{text}' is marked verified, but names no paragraph of {report}.",
                text=reform.text,
                report=reform.report,
            )


@check(
    "COU023",
    Severity.WARNING,
    looks_for="functions that a merger of presences leaves without an owner",
    why="What nobody owns after a merger is not done, even where the mandate asks for it.",
    remedy="Give each function an owner before the merger goes on, and take it out of without_owner.",
    basis=submission("2c"),
)
def function_without_owner(seen: Standpoint) -> Iterator[Fault]:
    for merger in seen.dossier.mergers:
        if merger.without_owner and merger.status != "dropped":
            yield fault(
                merger,
                "'{text}' leaves without an owner: {functions}.",
                text=merger.text,
                functions=", ".join(merger.without_owner),
            )


@check(
    "COU024",
    Severity.WARNING,
    looks_for="a merger that was agreed while an objection to it stands unanswered",
    why="An objection passed over comes back as a fault of the merged office.",
    remedy="Answer it where it stands: asks that analysis stay independent (A/80/604/Add.9, para. 29). "
    "Answer: the centre reports to the Chief of Staff alone.",
    basis=(*submission("2c"), instrument("A/80/604/Add.9, paras. 29-30")),
)
def objection_unanswered(seen: Standpoint) -> Iterator[Fault]:
    for merger in seen.dossier.mergers:
        if merger.status not in ("agreed", "done"):
            continue
        unanswered = [one for one in merger.objections if not ANSWERED.search(one)]
        if unanswered:
            yield fault(
                merger,
                "'{text}' is {status}, but {n_open} of {n_all} objections have no answer: {objections}.",
                text=merger.text,
                status=merger.status,
                n_open=len(unanswered),
                n_all=len(merger.objections),
                objections="; ".join(unanswered),
            )


REFORM_CHECKS: tuple[Check, ...] = (
    done_without_evidence, relevant_without_status, verified_without_paragraph, function_without_owner,
    objection_unanswered,
)  # fmt: skip
