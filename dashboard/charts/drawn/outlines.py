"""A sketch map: outlines in four states, names and values inside or beside them."""

import itertools
from dataclasses import dataclass

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.paint import blank, plain_text, text_px
from dashboard.charts.spec import MapArea, MapChart, Ring, Tone
from dashboard.theme import SIZE_MAP, Tokens

HEIGHT = 250
# As wide as a narrow street on the map, in pixels.
HANDLE = 44
# A degree of latitude over one of longitude, at 32° north.
STRETCH = 1.18


def map_figure(chart: MapChart, colours: Tokens) -> Canvas:
    """Draw every outline; a name too long for its cell stands beside the map."""
    figure = blank(colours, height=HEIGHT, margin=(0, 0, 0, 0))
    frame = _frame(chart)
    # The own area is drawn last: its outline lies over those of its neighbours.
    for area in sorted(chart.areas, key=lambda one: one.is_own):
        _add_area(figure, area, colours)
    for area in (one for one in chart.areas if one.is_counted and one.rings):
        _add_label(figure, area, frame=frame, colours=colours)
    _add_uncounted(figure, chart, frame=frame, colours=colours)
    _add_handles(figure, chart)
    figure.update_xaxes(range=[frame.west, frame.east], visible=False)
    figure.update_yaxes(
        range=[frame.south, frame.north], visible=False, scaleanchor="x", scaleratio=STRETCH
    )
    return figure


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the map shows, in degrees, and how many pixels a degree of longitude takes."""

    west: float
    east: float
    south: float
    north: float

    @property
    def px(self) -> float:
        return HEIGHT / (self.north - self.south) / STRETCH


def _frame(chart: MapChart) -> _Frame:
    points = [point for area in chart.areas for ring in area.rings for point in ring]
    if not points:
        return _Frame(0, 1, 0, 1)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return _Frame(min(xs) - 0.01, max(xs) + 0.01, min(ys) - 0.006, max(ys) + 0.006)


def _fill(tone: Tone, colours: Tokens) -> str:
    return {
        Tone.BETTER: colours.better_mark,
        Tone.WORSE: colours.worse_mark,
        Tone.PLAIN: colours.band_1,
    }.get(tone, colours.paper)


def _add_handles(figure: Canvas, chart: MapChart) -> None:
    """Lay an unseen mark over every counted area: outlines themselves cannot be clicked."""
    shown = [one for one in chart.areas if one.is_counted and one.rings]
    centres = [_centre(one.rings) for one in shown]
    unseen = {"marker": {"opacity": 0}}
    figure.add_scatter(
        x=[x for x, _ in centres],
        y=[y for _, y in centres],
        mode="markers",
        customdata=[one.key for one in shown],
        text=[f"{plain_text(one.name)} {plain_text(one.text)}" for one in shown],
        hoverinfo="text",
        marker={"size": HANDLE, "opacity": 0, "maxdisplayed": 1},
        selected=unseen,
        unselected=unseen,
    )


def _edge(area: MapArea, colours: Tokens) -> str:
    if area.is_own:
        return colours.ink
    return colours.paper if area.is_counted else colours.rule


def _add_area(figure: Canvas, area: MapArea, colours: Tokens) -> None:
    hatched = area.tone in {Tone.SMALL, Tone.WITHHELD} and area.is_counted
    pattern = {
        "shape": "/",
        "fgcolor": colours.street,
        "bgcolor": colours.surface,
        "size": 5,
        "solidity": 0.15,
    }
    for ring in area.rings:
        figure.add_scatter(
            x=[x for x, _ in ring],
            y=[y for _, y in ring],
            mode="lines",
            line={"color": _edge(area, colours), "width": 2.5 if area.is_own else 1.5},
            fill="toself",
            hoveron="fills",
            fillcolor=_fill(area.tone, colours) if area.is_counted else colours.paper,
            fillpattern=pattern if hatched else None,
            text=f"{plain_text(area.name)} {plain_text(area.text)}",
            hoverinfo="text" if area.is_counted else "skip",
        )


def _centre(rings: tuple[Ring, ...]) -> tuple[float, float]:
    """Give the centroid of the largest ring."""
    best = (0.0, 0.0, 0.0)
    for ring in rings:
        area = cx = cy = 0.0
        for (x0, y0), (x1, y1) in itertools.pairwise(ring):
            cross = x0 * y1 - x1 * y0
            area, cx, cy = area + cross, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
        if abs(area) > abs(best[0]):
            best = (area, cx / 3 / area, cy / 3 / area)
    return best[1], best[2]


def _width_at(rings: tuple[Ring, ...], y: float) -> float:
    """Tell how wide an area is at a latitude, in degrees."""
    crossings = [
        x0 + (y - y0) / (y1 - y0) * (x1 - x0)
        for ring in rings
        for (x0, y0), (x1, y1) in itertools.pairwise(ring)
        if (y0 - y) * (y1 - y) < 0
    ]
    return max(crossings) - min(crossings) if crossings else 0.0


def _add_label(figure: Canvas, area: MapArea, *, frame: _Frame, colours: Tokens) -> None:
    x, y = _centre(area.rings)
    is_strong = area.tone in {Tone.BETTER, Tone.WORSE}
    ink = colours.paper if is_strong else colours.ink
    value = plain_text(area.text)
    number = f"<b>{value}</b>" if is_strong else value
    font = {"size": SIZE_MAP, "color": ink}
    if text_px(area.name) <= _width_at(area.rings, y) * frame.px - 6:
        figure.add_annotation(x=x, y=y, text=f"{plain_text(area.name)}<br>{number}", font=font)
        return
    figure.add_annotation(x=x, y=y, text=number, font=font)
    _add_name_beside(figure, area, at=(x, y), frame=frame, colours=colours)


def _add_name_beside(
    figure: Canvas,
    area: MapArea,
    *,
    at: tuple[float, float],
    frame: _Frame,
    colours: Tokens,
) -> None:
    """Write a name left or right of the map, with a leader to its cell."""
    is_west = at[0] < (frame.west + frame.east) / 2
    edge = frame.west + 0.01 if is_west else frame.east - 0.01
    half = _width_at(area.rings, at[1]) / 2
    figure.add_annotation(
        x=edge,
        y=at[1],
        text=plain_text(area.name),
        font={"size": SIZE_MAP, "color": colours.ink},
        xanchor="right" if is_west else "left",
    )
    figure.add_shape(
        type="line",
        x0=edge + (0.004 if is_west else -0.004),
        x1=at[0] - half * 0.8 if is_west else at[0] + half * 0.8,
        y0=at[1],
        y1=at[1],
        line={"color": colours.street, "width": 1},
    )


def _add_uncounted(figure: Canvas, chart: MapChart, *, frame: _Frame, colours: Tokens) -> None:
    """Say what the empty outlines are, below the south-western corner of the map."""
    if all(area.is_counted for area in chart.areas):
        return
    figure.add_annotation(
        x=frame.west + (frame.east - frame.west) * 0.30,
        y=frame.south + (frame.north - frame.south) * 0.03,
        text=plain_text(chart.uncounted),
        font={"size": SIZE_MAP, "color": colours.ink_3},
        xanchor="right",
    )
