"""Changes of grids on paper, and the sizes before and after them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import format as fmt
from dashboard.charts.spec import (
    ChangeChart,
    ChangeRow,
    Face,
    Line,
    Role,
    StepBin,
    StepChart,
)
from dashboard.text import Words
from warehouse.adjustment import Candidate, Cause, Change, Grid, Norm

STEP, LAST = 50, 700


@dataclass(frozen=True, slots=True)
class Drafted:
    """Changes to show.

    Attributes:
        candidates: the most pressing first.
        names: of areas by code, in the reader's language.
        norm: of the grids shown.
        own: code of the chosen grid; empty for none.
    """

    candidates: Sequence[Candidate]
    names: Mapping[str, str]
    norm: Norm
    own: str = ""


def norm_lines(norm: Norm, words: Words) -> tuple[Line, Line, Line]:
    """Name the ends of the norm and its middle."""
    low, middle, high = (fmt.count(one) for one in (norm.low, norm.middle, norm.high))
    # The ends stand in the one label: apart, three of them would run into each other.
    return (
        Line(norm.low, "", Role.REFERENCE),
        Line(
            norm.middle,
            words("grids.norm_middle", value=middle, low=low, high=high),
            Role.TARGET,
        ),
        Line(norm.high, "", Role.REFERENCE),
    )


def step_chart(
    before: Sequence[Grid], after: Sequence[Grid], *, norm: Norm, face: Face, words: Words
) -> StepChart:
    """Count grids in steps of fifty households; the last step is open."""
    steps = [(low, low + STEP) for low in range(0, LAST, STEP)]
    counts = [[_in_step(grids, low, high) for low, high in steps] for grids in (before, after)]
    bins = tuple(
        StepBin(
            words("grids.open_step", low=low) if high == LAST else f"{low}{fmt.DASH}{high - 1}",
            float(low),
            float(high),
            now,
            then,
        )
        for (low, high), now, then in zip(steps, *counts, strict=True)
    )
    return StepChart(
        face,
        bins,
        norm_lines(norm, words),
        (words("grids.households_axis"), words("grids.grids_axis")),
        (words("grids.step"), words("grids.now"), words("grids.then")),
    )


def _in_step(grids: Sequence[Grid], low: int, high: int) -> int:
    most = float("inf") if high == LAST else high
    return sum(low <= one.households < most for one in grids)


def change_chart(drafted: Drafted, *, face: Face, words: Words) -> ChangeChart:
    """Make one row a change."""
    names = drafted.names
    rows = tuple(_row(one, names, drafted.own, words) for one in drafted.candidates)
    return ChangeChart(
        face,
        rows,
        norm_lines(drafted.norm, words),
        (words("grids.why"), words("grids.what")),
        (words("grids.now"), words("grids.then")),
        (words("grids.column_grid"), words("grids.now"), words("grids.then")),
    )


def _row(one: Candidate, names: Mapping[str, str], own: str, words: Words) -> ChangeRow:
    return ChangeRow(
        one.grid.code,
        names.get(one.grid.code, one.grid.code),
        tuple(float(each.households) for each in one.grids),
        tuple(float(size) for size in one.after),
        (why(one, words), what(one, names, words)),
        is_own=own in {each.code for each in one.grids},
    )


def why(one: Candidate, words: Words) -> str:
    """Say why a grid should change, with the number that calls for it."""
    if one.cause is Cause.HEAVY_WORKLOAD:
        return words("grids.why_heavy_workload", work=f"{one.grid.workload:.1f}")
    return words(f"grids.why_{one.cause}", households=fmt.count(one.grid.households))


def _partner(one: Candidate, names: Mapping[str, str]) -> str:
    """Name the other grid; within the grid's own community, without the community's name."""
    if one.partner is None:
        return ""
    name = names.get(one.partner.code, one.partner.code)
    if one.partner.community != one.grid.community:
        return name
    return name.removeprefix(names.get(one.grid.community, "")).strip()


def what(one: Candidate, names: Mapping[str, str], words: Words) -> str:
    """Say what could be done."""
    if one.change is Change.SPLIT:
        return words("grids.do_split", parts=len(one.after), size=fmt.count(max(one.after)))
    partner = _partner(one, names)
    if one.change is Change.MERGE:
        return words("grids.do_merge", partner=partner, size=fmt.count(one.after[0]))
    key = "grids.do_take" if one.after[0] > one.grid.households else "grids.do_give"
    return words(key, partner=partner, moved=fmt.count(one.moved))
