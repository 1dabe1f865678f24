"""Numbers, money, shares and dates as the United Nations writes them, in English and French.

One plain form each. Alone, in a cell or as a large number: $1,174.1 m, 82.7%, 122 days (French:
1 174,1 M$, 82,7 %, 122 jours). In a sentence: $1,174.1 million, 82.7 per cent (1 174,1 millions de
dollars, 82,7 %). Dollars below a million are written out; people are whole numbers, since the label or
the sentence says who they are. Dates are 28 February 2026 and 28 février 2026.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bluehelm.foundation.periods import Period

Number = int | float | Decimal

MILLION = 1_000_000
LOCALES = {"en": "en_GB", "fr": "fr"}
NO_BREAK_SPACE, NARROW_SPACE = "\u00a0", "\u202f"
MINUS = "\u2212"


def number_in(number: Number, language: str, *, n_places: int = 3, fixed: bool = False) -> str:
    """A number with the separators of the language; zeros at the end only where `fixed`.

    >>> number_in(14409, "en"), number_in(Decimal("99.60"), "en")
    ('14,409', '99.6')
    """
    places = "." + ("0" if fixed else "#") * n_places if n_places else ""
    return _formatted(number, f"#,##0{places}", language)


def ungrouped(number: Number, language: str) -> str:
    """A number without thousands separators, as years and printed numbers are written.

    >>> ungrouped(2026, "fr"), ungrouped(Decimal("40.5"), "fr")
    ('2026', '40,5')
    """
    return _formatted(number, "0.######", language)


def _formatted(number: Number, pattern: str, language: str) -> str:
    from babel.numbers import format_decimal

    text = format_decimal(_exact(number), pattern, locale=LOCALES[language])
    return text.replace(NARROW_SPACE, NO_BREAK_SPACE).replace("-", MINUS)


def _exact(number: Number) -> Decimal:
    """A float by its shortest decimal form, so that 0.1 stays 0.1."""
    return Decimal(repr(number)) if isinstance(number, float) else Decimal(number)


def dollars_in(usd: Number, language: str, *, in_sentence: bool = False) -> str:
    """An amount of United States dollars, in millions from one million on.

    >>> dollars_in(1_174_132_000, "en"), dollars_in(1_174_132_000, "en", in_sentence=True)
    ('$1,174.1 m', '$1,174.1 million')
    >>> dollars_in(93846, "en"), dollars_in(-2_500_000, "en")
    ('$93,846', '−$2.5 m')
    """
    size = abs(_exact(usd))
    in_millions = size >= MILLION
    amount = number_in(
        size / MILLION if in_millions else size, language, n_places=int(in_millions), fixed=True
    )
    sign = MINUS if usd < 0 else ""
    if language == "fr":
        return sign + _french_dollars(amount, in_millions=in_millions, in_sentence=in_sentence)
    scale = (" million" if in_sentence else " m") if in_millions else ""
    return f"{sign}${amount}{scale}"


def _french_dollars(amount: str, *, in_millions: bool, in_sentence: bool) -> str:
    if not in_sentence:
        return f"{amount}{NO_BREAK_SPACE}{'M$' if in_millions else '$'}"
    if not in_millions:
        return f"{amount}{NO_BREAK_SPACE}dollars"
    word = "million" if amount.startswith("1,") else "millions"
    return f"{amount}{NO_BREAK_SPACE}{word} de dollars"


def share_in(share: Number, language: str, *, in_sentence: bool = False) -> str:
    """A share from 0 to 1 in per cent; small shares keep two decimals.

    >>> share_in(Decimal("0.8272"), "en"), share_in(Decimal("0.15"), "en", in_sentence=True)
    ('82.7%', '15 per cent')
    """
    per_cent = _exact(share) * 100
    text = number_in(per_cent, language, n_places=2 if 0 < abs(per_cent) < 1 else 1)
    if language == "fr":
        return f"{text}{NO_BREAK_SPACE}%"
    return f"{text} per cent" if in_sentence else f"{text}%"


def date_in(day: date, language: str) -> str:
    """A day written out; in French the first of a month is '1er'.

    >>> date_in(date(2026, 2, 28), "en"), date_in(date(2026, 2, 1), "fr")
    ('28 February 2026', '1er février 2026')
    """
    from babel.dates import format_date

    first = language == "fr" and day.day == 1
    return format_date(day, "'1er' MMMM y" if first else "d MMMM y", locale=LOCALES[language])


def month_in(day: date, language: str, *, short: bool = False) -> str:
    """The month of a day, written out or short.

    >>> month_in(date(2026, 2, 28), "en"), month_in(date(2026, 2, 28), "fr", short=True)
    ('February 2026', 'févr. 2026')
    """
    from babel.dates import format_date

    return format_date(day, "MMM y" if short else "MMMM y", locale=LOCALES[language])


def period_in(period: Period, language: str) -> str:
    """A period as it is spoken of: 2025/26, its quarters, a month by name, months from one to another.

    >>> from bluehelm.foundation.periods import parse_period
    >>> period_in(parse_period("FY2025/26-Q3"), "fr"), period_in(parse_period("2026-02"), "en")
    ('2025/26, T3', 'February 2026')
    >>> period_in(Period(date(2025, 9, 1), date(2026, 3, 1), "2025-09 to 2026-02"), "en")
    'September 2025 to February 2026'
    """
    if " to " in period.name:
        last = date.fromordinal(period.until_on.toordinal() - 1)
        joined = " à " if language == "fr" else " to "
        return joined.join((month_in(period.from_on, language), month_in(last, language)))
    name = period.name.removeprefix("FY")
    year, _, part = name.partition("-")
    if part.startswith("Q"):
        return f"{year}, {'T' if language == 'fr' else 'Q'}{part[1:]}"
    return month_in(period.from_on, language) if part else name
