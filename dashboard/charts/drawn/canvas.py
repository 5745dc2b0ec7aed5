"""A Plotly figure in the making, as plain data: checked whole by the tests, not while one waits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go


@dataclass(frozen=True, slots=True)
class Canvas:
    """Takes traces, shapes and words with the names and properties of `plotly.graph_objects`.

    A `go.Figure` checks every property when it is added, and with each annotation all that are
    there already: half of what a page cost the server. Names with underscores for levels
    (``title_text``) are not known here.

    Attributes:
        layout: properties of the layout.
        traces: the traces, those behind first.
        shapes: lines and areas.
        annotations: words.
    """

    layout: dict[str, Any]
    traces: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)
    annotations: list[dict[str, Any]] = field(default_factory=list)

    def add_scatter(self, **trace: Any) -> None:
        """Add points or lines."""
        self.traces.append({"type": "scatter", **trace})

    def add_bar(self, **trace: Any) -> None:
        """Add bars."""
        self.traces.append({"type": "bar", **trace})

    def add_shape(self, **shape: Any) -> None:
        """Add a line, a rectangle or a path."""
        self.shapes.append(shape)

    def add_annotation(self, **words: Any) -> None:
        """Add words."""
        self.annotations.append(words)

    def update_layout(self, more: Mapping[str, Any] | None = None, **further: Any) -> None:
        """Merge properties into those of the layout, level by level."""
        _merge(self.layout, {**(more or {}), **further})

    def update_xaxes(self, **axis: Any) -> None:
        """Merge properties into those of the first axis across."""
        self.update_layout(xaxis=axis)

    def update_yaxes(self, **axis: Any) -> None:
        """Merge properties into those of the first axis upwards."""
        self.update_layout(yaxis=axis)

    def figure(self) -> go.Figure:
        """Give the figure, unchecked."""
        layout = {**self.layout, "shapes": self.shapes, "annotations": self.annotations}
        return go.Figure(data=self.traces, layout=layout, _validate=False)


def _merge(into: dict[str, Any], more: Mapping[str, Any]) -> None:
    for name, value in more.items():
        held = into.get(name)
        if isinstance(value, Mapping) and isinstance(held, dict):
            _merge(held, value)
        else:
            into[name] = dict(value) if isinstance(value, Mapping) else value
