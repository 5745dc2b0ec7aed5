"""How a value was counted, set as the division it is."""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.charts.markup.parts import joined

TERM = Markup("<div><i>{}</i><p><b>{}</b><small>{}</small></p></div>")


def quotient_markup(terms: Iterable[tuple[str, str, str]]) -> Markup:
    """Set a calculation in one line; a term is its sign, its number, and what that counts."""
    return Markup('<div class="quotient">{}</div>').format(
        joined(TERM.format(*term) for term in terms)
    )
