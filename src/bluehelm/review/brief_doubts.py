"""What to doubt: links that are suspect, findings that matter, and what is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bluehelm.dossier.stamps import Suspect, read_stamps
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.texts_in_both import quoting
from bluehelm.dossier.trace import Direction
from bluehelm.foundation.figures import Figure
from bluehelm.foundation.findings import Finding, Severity, counts
from bluehelm.foundation.pages import Column, Paragraph, Said, Section, Table, Tone
from bluehelm.foundation.phrases import Phrase, Quantity, phrase
from bluehelm.review.brief_figures import shown

MOST_FINDINGS, MOST_OF_A_ROOM, MOST_SUSPECTS = 8, 2, 5
WAYS: tuple[Direction, Direction] = ("up", "down")
SEVERITIES: Mapping[Severity, Phrase] = {
    Severity.ERROR: phrase("error"),
    Severity.WARNING: phrase("warning"),
    Severity.NOTE: phrase("note"),
}
TONES: Mapping[Severity, Tone] = {
    Severity.ERROR: "bad",
    Severity.WARNING: "plain",
    Severity.NOTE: "grey",
}


def suspect_section(seen: Standpoint, figures: Mapping[str, Figure]) -> Section:
    """The reviewed links of which an end has changed, and how much rests on each."""
    heading = phrase("What is suspect")
    stamped = read_stamps(seen)
    if not stamped.n_reviewed:
        nothing = Paragraph(phrase("No link has been reviewed yet, so none can be suspect."), "grey")
        return Section(heading, (nothing,), "suspect", annex=True)
    if not stamped.suspects:
        clear = phrase("No reviewed link is suspect; {n_reviewed} of {n_links} links were reviewed.",
                       n_reviewed=stamped.n_reviewed, n_links=stamped.n_links)  # fmt: skip
        return Section(heading, (Paragraph(clear, "good"),), "suspect", annex=True)
    said = phrase(
        "{n} of {n_reviewed} reviewed links no longer mean what was reviewed ({n_links} links in all).",
        n=shown(figures["figure/suspect-links"]), n_reviewed=stamped.n_reviewed, n_links=stamped.n_links,
    )  # fmt: skip
    most_first = sorted(stamped.suspects, key=lambda one: -len(one.resting))
    rows = tuple(_suspect_row(one) for one in most_first[:MOST_SUSPECTS])
    columns = (
        Column(phrase("Link")),
        Column(phrase("What changed")),
        Column(phrase("Reviewed"), essential=False),
        Column(phrase("Rests on it"), numeric=True),
    )
    table = Table(phrase("Suspect links and what rests on them"), columns, rows)
    return Section(heading, (Paragraph(said, "bad"), table), "suspect", annex=True)


def _suspect_row(one: Suspect) -> tuple[Said, ...]:
    changed = ", ".join(one.changed)
    what = phrase("wording or rank in {changed}" if one.reworded else "meaning of {changed}", changed=changed)
    return one.link.name, what, one.reviewed.on, Quantity(len(one.resting))


def findings_section(seen: Standpoint, findings: Sequence[Finding]) -> Section:
    """The findings that matter most, and how many there are of each severity."""
    heading = phrase("Findings that matter")
    if not findings:
        nothing = Paragraph(phrase("No check found a fault."), "good")
        return Section(heading, (nothing,), "findings", annex=True)
    n = counts(findings)
    said = phrase("{errors} errors, {warnings} warnings and {notes} notes in all; those below weigh most.",
                  errors=n["error"], warnings=n["warning"], notes=n["note"])  # fmt: skip
    chosen = weightiest(findings, seen)
    columns = (
        Column(phrase("Check")),
        Column(phrase("Severity"), essential=False),
        Column(phrase("What was found")),
        Column(phrase("Where"), essential=False),
    )
    rows = tuple(
        (
            one.check,
            SEVERITIES[one.severity],
            quoting(one.template, one.values, seen),
            one.item or str(one.place),
        )
        for one in chosen
    )
    tones = tuple(TONES[one.severity] for one in chosen)
    table = Table(phrase("Those that weigh most"), columns, rows, tones)
    return Section(heading, (Paragraph(said), table), "findings", annex=True)


def weightiest(findings: Iterable[Finding], seen: Standpoint) -> list[Finding]:
    """At most eight findings: the heaviest severity first, then those whose item hangs in the longest chain.

    One finding of a check, two of a room, so that no subject crowds out the others.
    """
    chains: dict[str, int] = {}
    in_order = sorted(findings, key=lambda one: (-one.severity, -_weight(one, seen, chains)))
    chosen: list[Finding] = []
    by_check, by_room = Counter[str](), Counter[str]()
    for one in in_order:
        room = one.check[:3]
        if by_check[one.check] or by_room[room] >= MOST_OF_A_ROOM or len(chosen) >= MOST_FINDINGS:
            continue
        by_check[one.check] += 1
        by_room[room] += 1
        chosen.append(one)
    return chosen


def _weight(finding: Finding, seen: Standpoint, chains: dict[str, int]) -> int:
    """How much hangs together with what was found: its chain both ways, or the items it counts."""
    resting = finding.item.partition(">")[0]
    if resting not in chains:
        chains[resting] = sum(len(seen.trace.reach([resting], way)) for way in WAYS)
    counted = finding.values.get("n", 0)
    return max(chains[resting], counted if isinstance(counted, int) else 0)


def unknown_section(seen: Standpoint, figures: Mapping[str, Figure]) -> Section:
    """What is not known, counted; unknown is never zero."""
    heading = phrase("What is not known")
    rows = tuple(_unknowns(seen, figures))
    if not rows:
        nothing = Paragraph(phrase("Nothing that was looked for is missing."), "good")
        return Section(heading, (nothing,), "unknown", annex=True)
    columns = (
        Column(phrase("What")), Column(phrase("unknown"), numeric=True), Column(phrase("of"), numeric=True),
    )  # fmt: skip
    note = phrase("A blank is unknown and counts nowhere as zero.")
    return Section(
        heading,
        (Table(phrase("Counted as of {as_of}", as_of=seen.as_of), columns, rows, note=note),),
        "unknown",
        in_terminal=False,
        annex=True,
    )


def _unknowns(seen: Standpoint, figures: Mapping[str, Figure]) -> Iterator[tuple[Said, ...]]:
    for label, n_unknown, n_all in _counted(seen):
        if n_unknown:
            yield label, n_unknown, n_all
    without = figures["figure/without-value"]
    if without.value:
        yield (phrase("indicators in use of which no value is known"), shown(without),
               shown(figures["figure/indicators-in-use"]))  # fmt: skip
    blank = [one for one in figures.values() if one.value is None]
    if blank:
        yield phrase("figures of this brief that cannot be computed"), len(blank), len(figures)


def _counted(seen: Standpoint) -> Iterator[tuple[Phrase, int, int]]:
    held = seen.dossier
    over = [one for one in held.outputs if one.period is not None and one.period.until_on <= seen.as_of]
    told = {row.output for row in held.delivered if seen.was_known(row.known_on)}
    given = [one for one in held.judgements if any(each.on <= seen.as_of for each in one.given)]
    yield (phrase("outputs past their date of which nothing is reported"),
           sum(one.id not in told for one in over), len(over))  # fmt: skip
    yield phrase("outputs for which no post answers"), *_blank(held.outputs, "led_by")
    yield phrase("tasks for which no post answers"), *_blank(held.tasks, "led_by")
    yield (phrase("facts of which nobody recorded whether they hold"), *_blank(held.facts, "holds"))
    yield (phrase("judgements that nobody has given"), len(held.judgements) - len(given),
           len(held.judgements))  # fmt: skip
    yield (phrase("receivers of tasks whose capacity is unknown"),
           sum(one.capacity in (None, "unknown") for one in held.receivers), len(held.receivers))  # fmt: skip
    yield (phrase("conditions for success of which nobody can say whether they are met"),
           sum(one.answer == "unknown" for one in held.conditions), len(held.conditions))  # fmt: skip
    yield phrase("amounts of budget lines"), *_blank(held.lines, "usd")
    yield phrase("measurements of indicators left blank"), *_blank(held.actuals, "value")


def _blank(records: Sequence[object], attribute: str) -> tuple[int, int]:
    return sum(getattr(one, attribute) is None for one in records), len(records)
