"""What was approved and spent, by mission, year from July, and class; the source counts in thousands.

Rule: the difference is recomputed; overspending is below zero. Gap: classes change over the years and are
kept as they are named; the hub's own extraction is checked by sample only, so verify against the document.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bluehelm.evidence import import_faults as faults
from bluehelm.evidence.evidence_source import EvidenceSource, day_of_release
from bluehelm.evidence.received.batch_reader import BatchReader
from bluehelm.evidence.received.layout import Layout
from bluehelm.evidence.received.text_values import decimals, mask_of

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = tuple(
    "mission_acronym,start_date,end_date,budget_class,budget_subclass,apportionment,expenditure,variance,"
    "document_symbol".split(",")
)
LAYOUT = Layout(
    "budgets of the UN data hub (DPO-PKBUDGET)",
    shows=frozenset({"mission_acronym", "apportionment", "expenditure"}),
    needs=tuple((name,) for name in COLUMNS[:7]),
    columns=(*COLUMNS, "last_update"),
)
THOUSAND = 1000


def budgets_schema() -> pa.Schema:
    """The columns of a class of a mission's budget in a year; money in US dollars."""
    import pyarrow as pa

    return pa.schema(
        [
            ("source", pa.string()),
            ("release", pa.string()),
            ("mission", pa.string()),
            ("group", pa.string()),
            ("class", pa.string()),
            ("started_on", pa.date32()),
            ("ended_on", pa.date32()),
            ("approved_usd", pa.decimal128(18, 2)),
            ("spent_usd", pa.decimal128(18, 2)),
            ("document", pa.string()),
            ("published_on", pa.date32()),
        ]
    )


def mission_budgets(batch: BatchReader) -> Mapping[str, Any]:
    """The columns of the store for a batch of budget classes."""
    import pyarrow.compute as pc

    start, end = batch.day("start_date"), batch.day("end_date")
    batch.span(start, end, "start_date", "end_date")
    approved, spent = _usd(batch, "apportionment"), _usd(batch, "expenditure")
    if batch.has("variance"):
        differs = pc.not_equal(_usd(batch, "variance"), pc.subtract(approved, spent))
        batch.warn(faults.RECOMPUTED, mask_of(differs), "apportionment", "expenditure", "variance")
    return {
        "mission": batch.identifier("mission_acronym"),
        "group": batch.name("budget_class"),
        "class": batch.name("budget_subclass"),
        "started_on": start,
        "ended_on": end,
        "approved_usd": approved,
        "spent_usd": spent,
        "document": batch.name("document_symbol"),
    }


def _usd(batch: BatchReader, column: str) -> pa.Array:
    """Thousands as dollars, exact to the cent."""
    import pyarrow as pa
    import pyarrow.compute as pc

    read = decimals(batch.rows.columns[column])
    batch.set_aside(faults.DECIMAL_COMMA, read.comma, column)
    batch.set_aside(faults.NOT_A_NUMBER, read.wrong, column)
    cents = pc.round(pc.multiply(read.values, float(THOUSAND)), ndigits=2)
    return cents.cast(pa.decimal128(18, 2))


SOURCE = EvidenceSource(
    name="un-budgets",
    title="UN data hub, budgets",
    layouts=(LAYOUT,),
    schema=budgets_schema,
    convert=mission_budgets,
    key=("mission", "group", "class", "started_on"),
    area="mission",
    called=("dpo-pkbudget",),
    release_column="last_update",
    published_on=day_of_release,
    licence="unclassified and publicly released; the same sets appear as CC BY-IGO",
    cite="United Nations, Peace and Security Data Hub, DPO-PKBUDGET, day of the extract",
)
