"""Single grids as HTML: what tones of a chart mean, and the months of one grid."""

from collections.abc import Iterable
from typing import Protocol

from markupsafe import Markup

from dashboard.charts.markup.parts import joined
from dashboard.charts.markup.sparks import sparkline
from dashboard.charts.spec import Tone
from dashboard.theme import Tokens

KEYS = {
    Tone.BETTER: "k-better",
    Tone.WORSE: "k-worse",
    Tone.SMALL: "k-look",
    Tone.PLAIN: "k-same",
}
# Outlines are filled where marks are hollow.
FILLED = {**KEYS, Tone.SMALL: "k-between"}


class MonthsOf(Protocol):
    """One kind of work, month by month."""

    @property
    def name(self) -> str:
        """What was counted."""

    @property
    def total(self) -> str:
        """In the period looked at."""

    @property
    def months(self) -> tuple[float | None, ...]:
        """Oldest first."""

    @property
    def span(self) -> str:
        """First and last month."""


def key_markup(states: Iterable[tuple[Tone, str]], *, is_map: bool = False) -> Markup:
    """Say what the tones of a chart mean, with how many marks have each."""
    classes = FILLED if is_map else KEYS
    parts = joined(
        Markup('<span><i class="{}"></i>{}</span>').format(classes[tone], text)
        for tone, text in states
    )
    return Markup('<p class="key">{}</p>').format(parts)


def course_markup(courses: Iterable[MonthsOf], colours: Tokens) -> Markup:
    """Set one line a kind of work: its total, and a small curve of its months."""
    rows = joined(
        Markup(
            '<tr><th scope="row">{}<small>{}</small></th><td class="num">{}</td><td>{}</td></tr>'
        ).format(
            one.name,
            one.span,
            one.total,
            sparkline(one.months, target=None, colours=colours, alt=f"{one.name} {one.span}"),
        )
        for one in courses
    )
    return Markup('<table class="plain courses"><tbody>{}</tbody></table>').format(rows)
