"""Savings that cost elsewhere: what a cut moves to others, to later, or cannot save at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bluehelm.dossier.mandate_records import Task
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance.unit_costs import reimbursement_rate_on
from bluehelm.foundation.pages import Block, Paragraph
from bluehelm.foundation.phrases import InBoth, Quantity, phrase
from bluehelm.review.cut_tables import names_listed, output_named, tasks_named
from bluehelm.review.outputs_lost import Fallen, outputs_at_stake
from bluehelm.review.spending_cut import SpendingCut


def costs_elsewhere(seen: Standpoint, cut: SpendingCut, results: Sequence[Fallen]) -> Iterator[Block]:
    """Everything on file that makes a saving smaller than it looks, and what nobody recorded."""
    yield from _recorded(results)
    yield from _committed(seen, cut)
    yield from _tasks_behind(seen, results)
    yield from _support(seen, results)
    rate = reimbursement_rate_on(cut.from_on)
    if rate is not None:
        yield Paragraph(phrase(
            "A soldier or formed police officer sent home saves {rate} a month in standard reimbursement "
            "({source}, "
            "{known_as}), and equipment and upkeep by agreement; transport home and notice are paid first.",
            rate=Quantity(rate.usd_a_month, "USD"), source=rate.source, known_as=_status(rate.known_as),
        ))  # fmt: skip
    yield Paragraph(phrase(
        "Paying contributors later saves nothing: it is a loan taken from the States that sent the troops. "
        "Ending "
        "contracts of staff costs indemnities in the year that was to be spared."
    ))  # fmt: skip


def _status(known_as: str) -> object:
    return {"unverified": phrase("unverified"), "verified": phrase("verified"),
            "as reported": phrase("as reported")}.get(known_as, known_as)  # fmt: skip


def _recorded(results: Sequence[Fallen]) -> Iterator[Block]:
    """What planners wrote down for outputs that fall under any of the orders shown."""
    told: dict[str, Block] = {}
    for one in (one for result in results for one in (*result.lost, *result.dragged)):
        if one.output.cut_costs:
            said = phrase("{output}: {costs}.", output=output_named(one.output),
                          costs=InBoth(one.output.cut_costs.rstrip(".")))  # fmt: skip
            told.setdefault(one.output.id, Paragraph(said))
    yield from told.values()
    if not told and any(result.lost for result in results):
        yield Paragraph(phrase("What the fall of an output costs elsewhere is recorded for none of them "
                               "(cut_costs)."),
                        "grey")  # fmt: skip


def _committed(seen: Standpoint, cut: SpendingCut) -> Iterator[Block]:
    committed = [one for one in outputs_at_stake(seen, cut.from_on) if one.committed]
    if committed:
        names = InBoth(
            names_listed([one.output.text for one in committed]),
            names_listed([one.output.text_fr or one.output.text for one in committed]),
        )
        yield Paragraph(phrase("The money for {n} outputs had to be committed before the cut begins: their "
                               "fall saves "
                               "nothing ({names}).", n=len(committed), names=names))  # fmt: skip


def _tasks_behind(seen: Standpoint, results: Sequence[Fallen]) -> Iterator[Block]:
    """Tasks that wait for one that loses every output."""
    bare = {task for result in results for task in result.uncovered}
    waiting = [one.id for one in seen.dossier.tasks if bare & set(one.depends_on) and one.id not in bare]
    behind = [task for task in waiting if task in seen.tasks_in_force]
    if behind:
        yield Paragraph(
            phrase("Tasks that depend on one left bare: {tasks}.", tasks=tasks_named(seen, behind))
        )


def _support(seen: Standpoint, results: Sequence[Fallen]) -> Iterator[Block]:
    """Support to national forces that belongs to a task left bare."""
    bare = {task for result in results for task in result.uncovered}
    cases = [one for one in seen.dossier.support if one.task in bare]
    for one in cases:
        task = seen.item(Task, one.task)
        yield Paragraph(phrase("Support to {recipient} belongs to a task left bare: {task}.",
                               recipient=one.recipient,
                               task=InBoth(task.text, task.text_fr) if task else one.task))  # fmt: skip
