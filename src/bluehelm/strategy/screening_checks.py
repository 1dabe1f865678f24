"""Checks on the screening of conditions C1 to C14: gates first, factors after, evidence for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.strategy_records import SuccessCondition
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed

GATES = ("C1", "C2", "C3")
"""Consent and a process; no war-fighting needed; host forces not engaged in it. The rest are factors."""


def answers(seen: Standpoint) -> Mapping[str, SuccessCondition]:
    """The latest answer to each condition, by code, up to the moment asked about."""
    latest: dict[str, SuccessCondition] = {}
    for one in seen.dossier.conditions:
        if one.on is not None and one.on > seen.as_of:
            continue
        known = latest.get(one.code)
        if known is None or (one.on or date.min) >= (known.on or date.min):
            latest[one.code] = one
    return latest


@check(
    "STR040",
    Severity.WARNING,
    looks_for="a screening in which a gate has no answer",
    why="Gates are C1 (consent, and a ceasefire or process), C2 (no counter-insurgency or war-fighting "
    "needed) and C3 (host forces not engaged in such fighting). A gate without an answer cannot clear an "
    "operation, however good the other conditions look.",
    remedy="Answer it with its evidence: `{{code: C2, answer: met, because: …, rests_on: …, on: …, by: …}}`.",
    basis=(*submission("3a"), instrument("principles of peacekeeping", "unverified")),
)
def gate_without_answer(seen: Standpoint) -> Iterator[Fault]:
    if not seen.dossier.conditions:
        return
    latest = answers(seen)
    open_gates = [code for code in GATES if code not in latest or latest[code].answer == "unknown"]
    if open_gates:
        yield fault(
            next((latest[code] for code in open_gates if code in latest), seen.dossier.conditions[0]),
            "The screening cannot clear this mission: no answer for {gates}.",
            gates=", ".join(open_gates),
        )


@check(
    "STR041",
    Severity.NOTE,
    looks_for="a gate of the screening that is not met",
    why="Operations tend to fail where war-fighting is asked of them or no process is in prospect; what "
    "else could serve belongs before the Council.",
    remedy="Set out options of another form for the next decision (options/), or say what changed and "
    "answer the gate again.",
    basis=(
        *submission("3a", "5b"),
        instrument("Howard, Power in Peacekeeping (2019)", "as reported"),
    ),
)
def gate_not_met(seen: Standpoint) -> Iterator[Fault]:
    for code, one in answers(seen).items():
        if code in GATES and one.answer == "not met":
            yield fault(
                one,
                "Gate {code} is answered 'not met': {because}."
                if one.because
                else "Gate {code} is answered 'not met'.",
                code=code,
                because=one.because,
            )


@check(
    "STR042",
    Severity.WARNING,
    looks_for="answers of the screening without reason, evidence, day or post",
    why="A forecast of a peace process without a source is a hope; options built on it mislead the Council.",
    remedy="Add what is missing, for example `rests_on: verification report, December 2025` and `by: "
    "head-political`; until then the answer is unknown.",
    basis=(*submission("3a", "5b"), instrument("a judgement carries post, day and reason", "our reading")),
)
def answers_without_evidence(seen: Standpoint) -> Iterator[Fault]:
    lacking: dict[str, SuccessCondition] = {}
    for code, one in answers(seen).items():
        parts = (("because", one.because), ("rests_on", one.rests_on), ("on", one.on), ("by", one.by))
        missing = [name for name, there in parts if not there]
        if missing and one.answer != "unknown":
            lacking[f"{code} ({', '.join(missing)})"] = one
    if lacking:
        yield fault(
            next(iter(lacking.values())),
            "Answers of the screening that lack something: {answers}.",
            answers=listed(lacking, 14),
        )


@check(
    "STR043",
    Severity.ERROR,
    looks_for="two different answers to one condition on one day",
    why="A condition cannot be met and not met at once; whichever is read first would decide.",
    remedy="Keep the answer that holds; if things changed, give each its own day.",
    basis=submission("3a"),
)
def two_answers_at_once(seen: Standpoint) -> Iterator[Fault]:
    given: dict[tuple[str, date | None], list[SuccessCondition]] = defaultdict(list)
    for one in seen.dossier.conditions:
        given[one.code, one.on].append(one)
    for (code, on), rows in given.items():
        if len({one.answer for one in rows}) > 1:
            yield fault(
                rows[-1],
                "{code} is answered {answers} on one day, {on}."
                if on
                else "{code} is answered {answers}, without a day for either.",
                code=code,
                answers=", ".join(f"'{one.answer}'" for one in rows),
                on=on,
            )


SCREENING_CHECKS: tuple[Check, ...] = (
    gate_without_answer, gate_not_met, answers_without_evidence, two_answers_at_once,
)  # fmt: skip
