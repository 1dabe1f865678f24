"""The figures of a brief by reference: every number on the page can be asked for its derivation."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bluehelm.dossier.figure_inputs import input_from
from bluehelm.dossier.stamps import read_stamps
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.finance import cash_figures, cut_figures, followed_money
from bluehelm.forces import strength_figures
from bluehelm.foundation.figures import Figure, FigureInput
from bluehelm.foundation.phrases import Quantity, phrase
from bluehelm.plan import measured_figures, target_figures
from bluehelm.review.component_figures import component_figures
from bluehelm.review.violence_figures import violence_figures
from bluehelm.review.what_if import Struck, strike

FIGURES: tuple[Callable[[Standpoint], Figure], ...] = (
    cash_figures.cash,
    cash_figures.operating_reserve,
    cash_figures.cash_above_reserve,
    cash_figures.days_above_reserve,
    cash_figures.days_above_reserve_without_contributors,
    cash_figures.owed_by_member_states,
    cash_figures.owed_to_contributors,
    cut_figures.voted_budget,
    cut_figures.spent_to_date,
    cut_figures.expected_spending_share,
    *cut_figures.FIGURES_BY_GROUP,
    followed_money.money_to_tasks,
    followed_money.money_to_loose_outputs,
    followed_money.money_shared,
    followed_money.money_in_the_air,
    followed_money.share_followed,
    strength_figures.uniformed_present,
    strength_figures.uniformed_ceiling,
    strength_figures.share_of_ceiling,
    *strength_figures.FIGURES_BY_GROUP,
    target_figures.n_targets_not_to_sign,
    measured_figures.n_tasks_in_force,
    measured_figures.n_tasks_unmeasured,
    measured_figures.n_indicators_in_use,
    measured_figures.n_without_direction,
    measured_figures.n_without_data_source,
    measured_figures.n_without_value,
    measured_figures.n_counting_work,
)


def all_figures(seen: Standpoint, struck: Struck | None = None) -> dict[str, Figure]:
    """Every figure that a brief from this standpoint shows, by reference.

    `struck`: the paragraph struck in the what-if; the one on which most rests when left out.
    """
    fallen = struck or strike(seen)
    figures = [
        *(figure(seen) for figure in FIGURES),
        *component_figures(seen),
        *violence_figures(seen),
        *(what_if_figures(seen, fallen) if fallen else ()),
        suspect_links(seen),
    ]
    return {figure.reference: figure for figure in figures}


UNITS_SHOWN = frozenset({"USD", "share", "days", "people"})


def shown(figure: Figure) -> Quantity:
    """The number of a figure as a page shows it, with the reference that explains it.

    What is merely counted is said by the words around it.
    """
    unit = figure.unit if figure.unit in UNITS_SHOWN else ""
    return Quantity(figure.value, unit, figure.reference)


def is_on_file(figure: Figure) -> bool:
    """Whether the dossier holds anything on the subject of a figure, known or not."""
    return bool(figure.inputs) or figure.value is not None


def what_if_figures(seen: Standpoint, struck: Struck) -> Iterable[Figure]:
    """What falls with the struck paragraph: dollars, and items of each kind."""
    name = struck.paragraph.name
    yield Figure(
        "figure/struck-dollars",
        phrase("Dollars that fall with {paragraph}", paragraph=name),
        struck.usd,
        "USD",
        tuple(input_from(one.allocation, phrase("line {line} to {to}", line=one.line.budget_line,
                                                to=one.allocation.to), one.usd, "USD")
              for one in struck.money),
        (phrase("What allocations give to the struck tasks, and to outputs that rest on them alone."),),
    )  # fmt: skip
    tasks = tuple(held.reference for held in struck.paragraph.tasks)
    for kind, references in (("task", tasks), *struck.alone.items()):
        yield Figure(
            f"figure/struck-{kind}",
            phrase("Items that fall with {paragraph}: {kind}", paragraph=name, kind=kind),
            len(references),
            "items",
            _items(seen, references),
            (phrase("Items that rest on the struck tasks and on nothing else, counted."),),
        )


def _items(seen: Standpoint, references: Iterable[str]) -> tuple[FigureInput, ...]:
    records = (seen.dossier.by_reference.get(one) for one in references)
    return tuple(input_from(one, phrase("{reference}", reference=one.reference), 1) for one in records if one)


def suspect_links(seen: Standpoint) -> Figure:
    """How many reviewed links no longer mean what they meant when they were reviewed."""
    stamped = read_stamps(seen)
    title = phrase("Links that are suspect")
    inputs = tuple(
        FigureInput(
            phrase("{link}: reviewed on {on}; {changed} changed since", link=one.link.name,
                   on=one.reviewed.on, changed=", ".join(one.changed)),
            len(one.resting), "items", one.reviewed.on, one.link.source, one.link.place,
        )
        for one in stamped.suspects
    )  # fmt: skip
    steps = (
        phrase("{n_reviewed} of {n_links} links were reviewed; those of which an end changed are counted.",
               n_reviewed=stamped.n_reviewed, n_links=stamped.n_links),
    )  # fmt: skip
    n_suspect = len(stamped.suspects) if stamped.n_reviewed else None
    return Figure("figure/suspect-links", title, n_suspect, "links", inputs, steps)
