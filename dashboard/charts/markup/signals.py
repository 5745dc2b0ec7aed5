"""Special stretches of a course as a list: when, what in words, what happened at the time."""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.charts.markup.parts import joined, status
from dashboard.charts.spec import Said


def signal_markup(found: Iterable[tuple[str, Said]]) -> Markup:
    """Set one row a stretch; what may be claimed of it is coloured and said."""
    rows = joined(
        Markup('<tr><th scope="row">{}</th><td>{}{}</td></tr>').format(
            when,
            status(said),
            Markup("<small>{}</small>").format(said.note) if said.note else Markup(""),
        )
        for when, said in found
    )
    return Markup('<table class="plain signals"><tbody>{}</tbody></table>').format(rows)
