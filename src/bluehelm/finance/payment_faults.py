"""Faults of the tables that the payment model and the simulation of cash read."""

from __future__ import annotations

from bluehelm.dossier.reading_faults import ReadingFault
from bluehelm.foundation.findings import Basis, Severity

_BASIS = (Basis("docs/finance-cash.md", "our reading"),)
_WRONG_CASH = "One habit or amount read wrongly changes when every mission runs dry."


def _refused(id: str, looks_for: str, message: str, remedy: str, why: str = _WRONG_CASH) -> ReadingFault:
    return ReadingFault(id, Severity.ERROR, looks_for, message, why, remedy, _BASIS)


RECORD_TWICE = _refused(
    "FIN061", "a State with two payment records in one year",
    "{code} stands here a second time for {year}.", "Keep the row of the day on which it had paid in full.",
)  # fmt: skip
PAID_IN_OTHER_YEAR = _refused(
    "FIN062", "a payment in full dated outside the year of its bill",
    "The bill of {year} is said to be paid on {paid_on}.",
    "Leave the day blank: within its year the bill was not paid in full.",
    "Months are counted within the year of the bill.",
)  # fmt: skip
NOT_A_SHARE = _refused(
    "FIN063", "a share of a payment habit or of a mission that is not from 0 to 1",
    "'{column}' is {value}; it is a share from 0 to 1.", "Write 80 per cent as 0.8.",
)  # fmt: skip
LOW_ABOVE_HIGH = _refused(
    "FIN064", "a range whose low end is above its high end",
    "'{low_column}' is {low} and '{high_column}' {high}.", "Exchange the two.",
)  # fmt: skip
NOT_A_DELAY = _refused(
    "FIN065", "a usual delay that is no whole month from 0 to 11",
    "'{column}' is {value}; months count from 0 (the month of the bill) to 11.",
    "Write a whole number from 0 to 11; for a State that does not pay in full set paid_in_full_share to 0.",
)  # fmt: skip
HABIT_TWICE = _refused(
    "FIN066", "a State or mission that stands twice in a table of habits, missions or contributors",
    "{name} stands here a second time.", "Keep one of the rows.",
)  # fmt: skip
UNKNOWN_MISSION = _refused(
    "FIN067", "a row of contributors for a mission that is not simulated",
    "'{name}' is not among the missions simulated.{hint}", "Write the name as in the table of missions.",
)  # fmt: skip
NO_MISSIONS = _refused(
    "FIN068", "a table of missions without any row",
    "No mission can be read from this table.", "Give at least one mission with its budget.",
)  # fmt: skip
UNKNOWN_WORD = _refused(
    "FIN070", "a word of a reform that does not exist",
    "'{text}' in column '{column}' is none of its words: {known}.{hint}", "Write one of: {known}.",
)  # fmt: skip
NOT_A_RANGE = _refused(
    "FIN071", "a number or range of a reform outside what it can be",
    "'{text}' in column '{column}' is outside what it can be.", "Write it as: {needed}.",
)  # fmt: skip
UNUSED_RESPONSE = ReadingFault(
    "FIN072", Severity.WARNING, "a response of payment dates without anything to respond to",
    "The reform '{name}' has a response, but neither interest nor an incentive nor a ceiling.",
    "Payments would then come sooner for no reason.",
    "Say what States respond to, or leave the response out.", _BASIS,
)  # fmt: skip

PAYMENT_FAULTS: tuple[ReadingFault, ...] = (
    RECORD_TWICE, PAID_IN_OTHER_YEAR, NOT_A_SHARE, LOW_ABOVE_HIGH, NOT_A_DELAY, HABIT_TWICE,
    UNKNOWN_MISSION, NO_MISSIONS, UNKNOWN_WORD, NOT_A_RANGE, UNUSED_RESPONSE,
)  # fmt: skip
"""Every fault of payment records, habits, missions, contributors and reforms, in reading order."""
