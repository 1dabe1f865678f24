"""Checks on what the host country said: answered, quoted only with consent, and with a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from bluehelm.dossier.checking import Check, Fault, check, fault, submission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity

QUOTED = re.compile(r"[“«„]\s*[^\s”»“]+\s+[^\s”»“]+[^”»“]*[”»“]|\"\S+\s+[^\"]+\"|(?<!\w)'\S+\s+[^']+'(?!\w)")
"""A literal quotation: two words or more between marks; a single word may be a name."""


@check(
    "COU007",
    Severity.WARNING,
    looks_for="a proposal of the host country that nobody answered",
    why="Ownership begins where a proposal gets an answer; silence reads as refusal.",
    remedy="Answer it, and write what became of it (answer: convoys keep clear of market days).",
    basis=submission("5c"),
)
def proposal_unanswered(seen: Standpoint) -> Iterator[Fault]:
    wait = timedelta(days=int(seen.threshold("host-proposal-answer-days", "90")))
    for voice in seen.dossier.voices:
        if not voice.proposal or voice.answer is not None or voice.on is None:
            continue
        if seen.was_known(voice.on) and voice.on + wait < seen.as_of:
            yield fault(
                voice,
                "This proposal of {on} ({from_whom}) has had no answer for more than {limit_days} days.",
                on=voice.on,
                from_whom=voice.from_whom,
                limit_days=wait.days,
            )


@check(
    "COU008",
    Severity.WARNING,
    looks_for="a quotation without the consent of whoever spoke",
    why="People who are quoted without consent can be traced, and stop speaking to the mission.",
    remedy="Say it in other words without quotation marks, or record the consent (consent_to_quote: yes).",
    basis=submission("5c"),
)
def quotation_without_consent(seen: Standpoint) -> Iterator[Fault]:
    for voice in seen.dossier.voices:
        if not QUOTED.search(voice.text) or voice.consent_to_quote:
            continue
        if voice.consent_to_quote is None:
            template = "Words of the {from_whom} are quoted, and no consent to quote is on file."
        else:
            template = "Words of the {from_whom} are quoted, although they refused to be quoted."
        yield fault(voice, template, from_whom=voice.from_whom)


@check(
    "COU009",
    Severity.WARNING,
    looks_for="words cleared for public quotation without a source",
    why="A public claim that nobody can trace back harms host and mission alike once it is doubted.",
    remedy="Name where it was said (source: perception survey of August 2025), or withdraw the clearance.",
    basis=submission("5c"),
)
def quotable_without_source(seen: Standpoint) -> Iterator[Fault]:
    for voice in seen.dossier.voices:
        if voice.consent_to_quote and voice.source is None:
            yield fault(
                voice,
                "Words of the {from_whom} may be quoted in public, but no source is on file.",
                from_whom=voice.from_whom,
            )


HOST_VOICE_CHECKS: tuple[Check, ...] = (
    proposal_unanswered, quotation_without_consent, quotable_without_source,
)  # fmt: skip
