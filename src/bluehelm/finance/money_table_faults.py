"""Faults of the tables that finance reads: scales, levels, budgets, mandate periods, credits and payments."""

from __future__ import annotations

from bluehelm.dossier.reading_faults import ReadingFault
from bluehelm.foundation.findings import Basis, Severity

_BASIS = (Basis("docs/finance.md", "our reading"),)
_WRONG_BILL = "One figure read wrongly changes what every State is asked to pay."
_WRITE_PLAIN = "Write plain figures with a point before the decimals, for example 1174132000 or 2.543."
SCALE = (Basis("A/RES/79/249, para. 7"),)
LEVELS = (Basis("A/RES/79/250, paras. 6 to 18"),)


def _refused(
    id: str,
    looks_for: str,
    message: str,
    remedy: str,
    why: str = _WRONG_BILL,
    basis: tuple[Basis, ...] = _BASIS,
) -> ReadingFault:
    return ReadingFault(id, Severity.ERROR, looks_for, message, why, remedy, basis)


CANNOT_OPEN_TABLE = _refused(
    "FIN001", "a table of money that cannot be opened",
    "This cannot be opened: {reason}.",
    "Check the path, and that the file is a table saved as .csv or .xlsx.",
)  # fmt: skip
MISSING_COLUMN = _refused(
    "FIN002", "a table of money without a column that it needs",
    "The column '{column}' is missing; the table has: {columns}.",
    "Give the table these columns: {needed}.",
)  # fmt: skip
UNKNOWN_COLUMN = ReadingFault(
    "FIN003", Severity.WARNING, "a column of a table of money that nothing reads",
    "Nothing reads the column '{column}'.{hint}",
    "Most such columns are misspelt, and what stands in them is left out of every bill.",
    "Rename it or take it out; read are: {needed}.", _BASIS,
)  # fmt: skip
THOUSANDS = _refused(
    "FIN004", "a number with thousands separators",
    "'{text}' in column '{column}' has thousands separators; it was not guessed at.",
    "Write {plain}.",
    "In one country 1.174 is a little more than one, in another more than a thousand.",
)  # fmt: skip
PERCENT_SIGN = _refused(
    "FIN005", "a number with a percent sign",
    "'{text}' in column '{column}' has a percent sign; columns ending in _percent count in hundredths, "
    "columns ending in _share from 0 to 1.",
    "Write {plain}.",
    "A sign that is left off makes 22 per cent of 0.22, or 2,200 of 22.",
)  # fmt: skip
COMMA = _refused(
    "FIN006", "a number with a comma that can be read in two ways",
    "'{text}' in column '{column}' has a comma: it can mean {as_decimal} or {as_thousands}.",
    "Write it with a point before the decimals, and without thousands separators.",
    "In one country 1,174 is a little more than one, in another more than a thousand.",
)  # fmt: skip
NOT_A_NUMBER = _refused(
    "FIN007", "a cell of a table of money that holds no number",
    "'{text}' in column '{column}' is no number.", _WRITE_PLAIN,
)  # fmt: skip
BLANK = _refused(
    "FIN008", "a blank cell where a value is needed",
    "The column '{column}' is blank here.",
    "Fill it in; unknown is not zero, and a bill cannot be made of it.",
)  # fmt: skip
OTHER_CURRENCY = _refused(
    "FIN009", "an amount in another currency than the United States dollar",
    "'{text}' in column '{column}' is not in United States dollars.",
    "Convert it at the United Nations operational rate of its day, and write the plain number of dollars.",
    "Budgets are voted and bills are issued in United States dollars; currencies do not add up.",
)  # fmt: skip
NEGATIVE = _refused(
    "FIN010", "a negative budget, credit or payment",
    "{usd:,} in column '{column}' is below zero.",
    "Write budgets, credits and payments as positive amounts; a refund goes into the table of credits.",
)  # fmt: skip
UNKNOWN_STATE = _refused(
    "FIN011", "a code that is no Member State",
    "'{code}' is no Member State.{hint}",
    "Write the three-letter code of ISO 3166-1, for example CAN.",
)  # fmt: skip
FORMER_STATE = _refused(
    "FIN012", "a State that no longer exists",
    "'{code}' is a former State or code.",
    "Write the code of today: {today}.",
    "A State that is gone pays nothing; its part would fall on no one.",
)  # fmt: skip
MISSING_STATES = _refused(
    "FIN013", "a scale or table of levels without some Member States",
    "{n} Member States are missing: {names}.",
    "Give all 193 States a row.",
    basis=SCALE,
)  # fmt: skip
STATE_TWICE = _refused(
    "FIN014", "a State that stands twice in a table",
    "'{code}' stands here a second time; it stood first on line {first}.",
    "Keep one of the two rows: no State has two rates or two levels.",
)  # fmt: skip
NOT_A_HUNDRED = _refused(
    "FIN015", "a scale that does not add up to 100",
    "The rates add up to {total} per cent, not to 100.",
    "Look for a rate with a wrong decimal; the largest are {largest}.",
    "Bills made of it would not add up to the budget.",
    basis=SCALE,
)  # fmt: skip
SHARES_FOR_PERCENT = _refused(
    "FIN016", "a scale written in shares instead of per cent",
    "The rates add up to {total}: they are shares, and the column says per cent.",
    "Multiply each by 100: 0.02543 is written 2.543.",
    basis=SCALE,
)  # fmt: skip
RATE_OUT_OF_RANGE = _refused(
    "FIN017", "a rate below zero or above 100",
    "{code} has a rate of {rate} per cent.", "Write a rate from 0 to 100.", basis=SCALE,
)  # fmt: skip
UNKNOWN_LEVEL = _refused(
    "FIN018", "a level that does not exist",
    "'{text}' is no level.", "Write a letter from A to J.", basis=LEVELS,
)  # fmt: skip
DISCOUNT_OF_LEVEL_A = _refused(
    "FIN019", "a discount for a permanent member",
    "{code} is at level A and has a discount of {discount}.",
    "Leave discount_share empty for level A: the permanent members absorb the discounts of the others.",
    basis=LEVELS,
)  # fmt: skip
DISCOUNT_OUT_OF_RANGE = _refused(
    "FIN020", "a discount that is no share from 0 to 1",
    "{code} has a discount of {discount}, which is no share from 0 to 1.{hint}",
    "Write 80 per cent as 0.8.",
    basis=LEVELS,
)  # fmt: skip
NOBODY_ABSORBS = _refused(
    "FIN021", "levels without any State at level A",
    "No State is at level A, so nobody absorbs the discounts.",
    "Give the permanent members level A, with an empty discount.",
    basis=LEVELS,
)  # fmt: skip
OVERLAPPING_MANDATES = _refused(
    "FIN022", "mandate periods of a mission that overlap",
    "{mission}: the period from {from_on} begins before the one on line {first} ends ({until_on}).",
    "Let each period begin on the day after the last; `to` is the last day of the mandate.",
    "The days in both would be billed twice.",
)  # fmt: skip
ENDS_BEFORE = _refused(
    "FIN023", "a period that ends before it begins",
    "{mission}: the period ends on {to_on}, before it begins on {from_on}.",
    "Exchange the two days, or mend the year.",
)  # fmt: skip
GAP_IN_MANDATE = ReadingFault(
    "FIN024", Severity.WARNING, "days of a budget year without a mandate",
    "{mission}: no mandate from {from_on} to {to_on}; these days are billed as not yet mandated.",
    "What is assessed for a time without mandate falls due only when the Council renews it.",
    "Add the renewal once it is adopted, or check the days.", _BASIS,
)  # fmt: skip
NO_MANDATE = _refused(
    "FIN025", "a budget of a mission without any mandate period",
    "{mission} has a budget for {year}, but no mandate period.{hint}",
    "Add its periods to the table of mandates, or mend the name.",
)  # fmt: skip
NOT_A_DAY = _refused(
    "FIN026", "a day that is none",
    "'{text}' in column '{column}' is no day.", "Write days as 2025-11-15.",
)  # fmt: skip
NOT_A_BUDGET_YEAR = _refused(
    "FIN027", "a budget year that does not run from July to June",
    "'{text}' is no budget year of peacekeeping.", "Write it as 2025/26: 1 July 2025 to 30 June 2026.",
)  # fmt: skip
BUDGET_TWICE = _refused(
    "FIN028", "a mission with two budgets for one year",
    "{mission} stands here a second time for {year}; it stood first on line {first}.",
    "Keep one row; a later vote of the same year is a row of kind 'additional' in the table of additional "
    "assessments.",
)  # fmt: skip
PAID_TOO_MUCH = _refused(
    "FIN029", "a payment above the bill",
    "{code} paid {paid:,} USD for {year}, {over:,} USD more than the {due:,} USD it was billed.",
    "Check the amounts; what is paid ahead belongs to the year it is for.",
    "A payment above the bill would count as arrears below zero, and hide older arrears.",
)  # fmt: skip
NO_RATES = ReadingFault(
    "FIN030", Severity.WARNING, "a period whose rates are not known",
    "{mission}: the section from {from_on} to {to_on} has rates of {year}, which do not ship; it was not "
    "shared "
    "among States.",
    "A bill is made with the rates of its own period; those of another year would charge the wrong States.",
    "Rates ship for {years}. Give others as a table: --rates {year}=FILE, with the columns iso3 and "
    "peacekeeping_rate_percent.", _BASIS,
)  # fmt: skip
CREDIT_YEAR = ReadingFault(
    "FIN031", Severity.WARNING, "a credit that is not set off two years later",
    "{mission}: a credit of {closed} is set off in {year}; usual is {usual}.",
    "Credits of a closed year are set off in the first assessment two years later (CR1), at the rates of the "
    "closed year.",
    "Check closed_fiscal_year.", _BASIS,
)  # fmt: skip
CREDIT_ABOVE_BILL = ReadingFault(
    "FIN032", Severity.WARNING, "a credit larger than what is assessed",
    "{mission}: the credit of {credit:,} USD is larger than the {assessed:,} USD assessed for {year}.",
    "The bills of the mission then fall below zero: States are owed more than they are asked for.",
    "Check the amount and its unit.", _BASIS,
)  # fmt: skip
UNKNOWN_PRORATA = _refused(
    "FIN033", "a convention of cutting the year that does not exist",
    "'{text}' in column '{column}' is no way of cutting the year.",
    "Write months or half_year_days.",
)  # fmt: skip
PARTS_DISAGREE = _refused(
    "FIN034", "an assessed amount that is not the sum of its parts",
    "assessed_usd is {assessed:,} USD, but the parts less what is paid voluntarily make {summed:,} USD: a "
    "difference of {over:,} USD.",
    "Mend the part that is wrong, or leave assessed_usd blank.",
)  # fmt: skip
CREDIT_NOT_DECIDED = ReadingFault(
    "FIN035", Severity.WARNING, "a credit of which it is unknown how much comes back",
    "{mission}: while credits have to be backed by cash, what comes back of {credit:,} USD of {closed} hangs "
    "on "
    "what was collected and spent; at least one of them is blank.",
    "A bill that takes such a credit for granted is too low.",
    "Fill in collected_usd and spent_usd, or ask for the old practice with --credit-rule all.", _BASIS,
)  # fmt: skip
RATES_NOT_A_HUNDRED = _refused(
    "FIN036", "peacekeeping rates that do not add up to 100",
    "The peacekeeping rates of {year} add up to {total} per cent, not to 100.",
    "Take them from one table with all decimals, for example from: bluehelm finance rates --format csv.",
    "Bills made of them would not add up to the budget.",
)  # fmt: skip
YEAR_TWICE = _refused(
    "FIN037", "a State with two rows for one year",
    "{code} stands here a second time for {year}; it stood first on line {first}.",
    "Add the two rows up, or keep one.",
)  # fmt: skip
NOT_A_CALENDAR_YEAR = _refused(
    "FIN038", "a year that is none",
    "'{text}' is no calendar year.", "Write it with four figures, for example 2025.",
)  # fmt: skip

MONEY_TABLE_FAULTS: tuple[ReadingFault, ...] = (
    CANNOT_OPEN_TABLE, MISSING_COLUMN, UNKNOWN_COLUMN, THOUSANDS, PERCENT_SIGN, COMMA, NOT_A_NUMBER, BLANK,
    OTHER_CURRENCY, NEGATIVE, UNKNOWN_STATE, FORMER_STATE, MISSING_STATES, STATE_TWICE, NOT_A_HUNDRED,
    SHARES_FOR_PERCENT, RATE_OUT_OF_RANGE, UNKNOWN_LEVEL, DISCOUNT_OF_LEVEL_A, DISCOUNT_OUT_OF_RANGE,
    NOBODY_ABSORBS, OVERLAPPING_MANDATES, ENDS_BEFORE, GAP_IN_MANDATE, NO_MANDATE, NOT_A_DAY,
    NOT_A_BUDGET_YEAR, BUDGET_TWICE, PAID_TOO_MUCH, NO_RATES, CREDIT_YEAR, CREDIT_ABOVE_BILL, UNKNOWN_PRORATA,
    PARTS_DISAGREE, CREDIT_NOT_DECIDED, RATES_NOT_A_HUNDRED, YEAR_TWICE, NOT_A_CALENDAR_YEAR,
)  # fmt: skip
"""Every fault that reading a table of finance can find, in the order of the reference page."""
