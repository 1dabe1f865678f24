"""Which of the languages that Bluehelm speaks a reader gets."""

from __future__ import annotations

from bluehelm.foundation.languages import ENGLISH, LANGUAGES


def language_of_code(code: str | None) -> str:
    """The language for a code such as fr-ca; English for any that Bluehelm does not speak."""
    short = (code or ENGLISH).partition("-")[0]
    return short if short in LANGUAGES else ENGLISH
