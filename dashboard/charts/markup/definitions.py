"""Definitions of metrics as HTML that unfolds."""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.charts.markup.parts import joined

ENTRY = Markup(
    '<details class="def" id="{}"{}><summary><b>{}</b><span>{}</span><p>{}</p></summary>'
    '<dl class="facts">{}</dl></details>'
)


def definition_markup(
    *, metric_id: str, name: str, definition: str, facts: Sequence[tuple[str, str]], is_open: bool
) -> Markup:
    """Set one metric: its name and id, what it is, what is to be known of it."""
    pairs = joined(Markup("<dt>{}</dt><dd>{}</dd>").format(*one) for one in facts)
    unfolded = Markup(" open") if is_open else Markup("")
    return ENTRY.format(metric_id, unfolded, name, metric_id, definition, pairs)
