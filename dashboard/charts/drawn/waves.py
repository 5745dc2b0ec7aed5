"""Small multiples of a survey's waves on one scale."""

from typing import Any

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.paint import blank, label_font, plain_text
from dashboard.charts.drawn.scales import runs
from dashboard.charts.labels import trimmed
from dashboard.charts.spec import Event, Panel, Point, WaveChart
from dashboard.theme import SIZE_BODY, SIZE_MAP, Tokens

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 262, 30, 38, 26, 40
GAP = 0.075


def wave_figure(chart: WaveChart, colours: Tokens) -> Canvas:
    """Draw the panels side by side, each series broken where its points say so."""
    figure = blank(colours, height=HEIGHT, margin=(LEFT, RIGHT, TOP, BOTTOM))
    low, high = _span(chart)
    count = len(chart.panels)
    width = (1 - GAP * (count - 1)) / count if count else 1
    for number, panel in enumerate(chart.panels):
        axis = "" if number == 0 else str(number + 1)
        start = number * (width + GAP)
        _add_panel(figure, panel, axis=axis, chart=chart, colours=colours)
        figure.update_layout(
            {
                f"xaxis{axis}": {
                    "domain": [start, start + width],
                    "range": [-0.4, len(panel.points) - 0.6],
                    "tickvals": [position for position, _ in chart.ticks],
                    "ticktext": [plain_text(text) for _, text in chart.ticks],
                },
                f"yaxis{axis}": {
                    "anchor": f"x{axis}",
                    "range": [low, high],
                    "showgrid": True,
                    "gridcolor": colours.rule,
                    "tickvals": _ticks(low, high),
                    "ticktext": [trimmed(chart.number.plain(one)) for one in _ticks(low, high)],
                    "showticklabels": number == 0,
                },
            }
        )
        _add_title(figure, panel, at=start, colours=colours)
    return figure


def _span(chart: WaveChart) -> tuple[float, float]:
    limits = [
        one
        for panel in chart.panels
        for point in panel.points
        for one in (point.low, point.value, point.high)
        if one is not None
    ]
    limits += [panel.target for panel in chart.panels if panel.target is not None]
    if not limits:
        return 0.0, 1.0
    room = (max(limits) - min(limits)) * 0.06
    return min(limits) - room * 3, max(limits) + room


def _ticks(low: float, high: float) -> list[float]:
    """Put a gridline at every fifth of ten points, or wider on a wide scale."""
    step = next(one for one in (0.02, 0.05, 0.1, 0.2, 1, 10, 100) if (high - low) / one <= 6)  # noqa: PLR2004
    return [round(n * step, 6) for n in range(int(-(-low // step)), int(high // step) + 1)]


def _add_panel(
    figure: Canvas, panel: Panel, *, axis: str, chart: WaveChart, colours: Tokens
) -> None:
    axes = {"xaxis": f"x{axis}", "yaxis": f"y{axis}"}
    for run in runs(panel.points):
        _add_run(figure, run, axes=axes, colours=colours)
    if panel.target is not None:
        figure.add_shape(
            type="line",
            xref=f"x{axis} domain",
            yref=f"y{axis}",
            x0=0,
            x1=1,
            y0=panel.target,
            y1=panel.target,
            line={"color": colours.ink_3, "width": 1, "dash": "2px,3px"},
        )
    for event in chart.events:
        _add_event(figure, event, axis=axis, colours=colours)
    for position, text in chart.breaks:
        place = {"x": position, "y": 0.115, "xanchor": "center"}
        _add_note(figure, text, place=place, axis=axis, colours=colours)
    last = next(
        (i for i, p in reversed(list(enumerate(panel.points))) if p.value is not None), None
    )
    if last is not None:
        figure.add_annotation(
            x=last,
            y=panel.points[last].value,
            xref=f"x{axis}",
            yref=f"y{axis}",
            xshift=8,
            xanchor="left",
            text=f"<b>{plain_text(panel.end_text)}</b>",
            font={"size": SIZE_BODY, "color": colours.ink},
        )


def _add_run(
    figure: Canvas,
    run: list[tuple[int, Point]],
    *,
    axes: dict[str, str],
    colours: Tokens,
) -> None:
    positions = [position for position, _ in run]
    lows = [point.low if point.low is not None else point.value for _, point in run]
    highs = [point.high if point.high is not None else point.value for _, point in run]
    figure.add_scatter(
        x=[*positions, *reversed(positions)],
        y=[*highs, *reversed(lows)],
        fill="toself",
        fillcolor=colours.band_1,
        mode="none",
        hoverinfo="skip",
        **axes,
    )
    figure.add_scatter(
        x=positions,
        y=[point.value for _, point in run],
        mode="lines+markers",
        line={"color": colours.ink, "width": 1.6},
        marker={"size": 4, "color": colours.ink},
        customdata=[point.label for _, point in run],
        hovertemplate="%{customdata}<extra></extra>",
        **axes,
    )


def _add_event(figure: Canvas, event: Event, *, axis: str, colours: Tokens) -> None:
    """Draw a hairline where something happened, with two words at its foot."""
    figure.add_shape(
        type="line",
        xref=f"x{axis}",
        yref=f"y{axis} domain",
        x0=event.position,
        x1=event.position,
        y0=0,
        y1=1,
        line={"color": colours.rule, "width": 1},
        layer="below",
    )
    place = {"x": event.position, "y": 0.01, "xanchor": "left", "xshift": 3}
    _add_note(figure, event.text, place=place, axis=axis, colours=colours)


def _add_note(
    figure: Canvas, text: str, *, place: dict[str, Any], axis: str, colours: Tokens
) -> None:
    """Write two words at the foot of a panel."""
    figure.add_annotation(
        xref=f"x{axis}",
        yref=f"y{axis} domain",
        yanchor="bottom",
        align="left",
        text=plain_text(text).replace("\n", "<br>"),
        font={"size": SIZE_MAP, "color": colours.ink_3},
        **place,
    )


def _add_title(figure: Canvas, panel: Panel, *, at: float, colours: Tokens) -> None:
    figure.add_annotation(
        xref="paper",
        yref="paper",
        x=at,
        y=1,
        xanchor="left",
        yanchor="bottom",
        yshift=6,
        text=f"<b>{plain_text(panel.title)}</b>  {plain_text(panel.target_text)}",
        font=label_font(colours.ink_2),
    )
