"""Single grids: a funnel of all of them, and a map with one outline a grid."""

from itertools import groupby

from dashboard.charts.drawn.canvas import Canvas
from dashboard.charts.drawn.outlines import STRETCH
from dashboard.charts.drawn.paint import blank, faint, label_font, mark_colour, plain_text
from dashboard.charts.spec import FunnelChart, FunnelPoint, NetCell, NetMap, Ring, Tone
from dashboard.theme import SIZE_BODY, SIZE_MAP, Tokens

FUNNEL_HEIGHT, NET_HEIGHT = 372, 430
LEFT, RIGHT, TOP, BOTTOM = 48, 84, 24, 40
CLAIMS = (Tone.BETTER, Tone.WORSE)
SMALL_MARK, MARK, OWN_MARK = 5, 8, 12
# Crowded marks show where most of them lie.
CROWDED = 0.45
ROOM = 0.04
# Between two outlines of one line.
GAP = (None, None)


def funnel_figure(chart: FunnelChart, colours: Tokens) -> Canvas:
    """Draw limits first, then grids; those outside the outer limits last."""
    figure = blank(colours, height=FUNNEL_HEIGHT, margin=(LEFT, RIGHT, TOP, BOTTOM))
    for curve, dash in zip(chart.curves, ("2px,3px", "solid"), strict=True):
        for side in (curve.lows, curve.highs):
            figure.add_scatter(
                x=curve.sizes,
                y=side,
                mode="lines",
                line={"color": colours.street, "width": 1, "dash": dash},
                hoverinfo="skip",
            )
    for tone in (Tone.PLAIN, Tone.SMALL, *CLAIMS):
        _add_points(figure, [one for one in chart.points if one.tone is tone], tone, colours)
    for own in (one for one in chart.points if one.is_own):
        _add_own(figure, own, colours)
    _add_axes(figure, chart, colours)
    _add_labels(figure, chart, colours)
    return figure


def _add_points(figure: Canvas, points: list[FunnelPoint], tone: Tone, colours: Tokens) -> None:
    is_claim = tone in CLAIMS
    look = {
        "size": MARK if is_claim else SMALL_MARK,
        # Not by "opacity": a browser would blend a thousand marks one by one.
        "color": mark_colour(tone, colours) if is_claim else faint(colours.street, CROWDED),
        "opacity": 1,
        "symbol": {Tone.BETTER: "triangle-up", Tone.WORSE: "triangle-down"}.get(tone, "circle"),
        "line": {"width": 0},
    }
    if tone is Tone.SMALL:
        look |= {"symbol": "circle-open", "color": colours.street, "size": SMALL_MARK + 1}
        look["line"] = {"width": 1, "color": colours.ink_2}
    same = {"marker": {"opacity": 1}}
    figure.add_scatter(
        x=[one.size for one in points],
        y=[one.value for one in points],
        mode="markers",
        marker=look,
        customdata=[one.key for one in points],
        text=[plain_text(f"{one.name} {one.text}") for one in points],
        hoverinfo="text",
        selected=same,
        unselected=same,
    )


def _add_own(figure: Canvas, own: FunnelPoint, colours: Tokens) -> None:
    figure.add_scatter(
        x=[own.size],
        y=[own.value],
        mode="markers",
        marker={
            "size": OWN_MARK,
            "color": mark_colour(own.tone, colours),
            "line": {"color": colours.ink, "width": 2},
        },
        hoverinfo="skip",
    )
    figure.add_annotation(
        x=own.size,
        y=own.value,
        text=f"<b>{plain_text(own.name)}</b>",
        yanchor="bottom",
        yshift=9,
        bgcolor=colours.paper,
        font={"size": SIZE_BODY, "color": colours.ink},
    )


def _add_axes(figure: Canvas, chart: FunnelChart, colours: Tokens) -> None:
    values = [one.value for one in chart.points]
    inner, outer = chart.curves
    # The mouth of the funnel is wider than any value: it is cut where no grid lies.
    low = min([*values, *outer.lows[-1:], *inner.lows[-1:]], default=0.0)
    high = max([*values, *outer.highs[-1:], *inner.highs[-1:]], default=1.0)
    room = (high - low) * ROOM or 1.0
    most = max([one.size for one in chart.points], default=1.0)
    marks = {"ticks": "outside", "ticklen": 4, "tickcolor": colours.rule}
    across = {"text": plain_text(chart.axes[0])}
    figure.update_xaxes(range=[0, most * (1 + ROOM)], nticks=8, title=across, **marks)
    figure.update_yaxes(
        range=[low - room, high + room],
        nticks=6,
        tickformat=".0%" if chart.number.is_share else "",
        **marks,
    )
    figure.add_annotation(
        xref="paper",
        yref="paper",
        x=0,
        y=1,
        xshift=-LEFT + 2,
        yshift=TOP - 4,
        text=plain_text(chart.axes[1]),
        xanchor="left",
        font=label_font(colours.ink_3),
    )


def _add_labels(figure: Canvas, chart: FunnelChart, colours: Tokens) -> None:
    """Name the centre and the limits at their right end, where they lie furthest apart."""
    figure.add_shape(
        type="line",
        xref="x domain",
        x0=0,
        x1=1,
        y0=chart.centre.value,
        y1=chart.centre.value,
        line={"color": colours.ink, "width": 1},
    )
    ends = [(chart.centre.value, chart.centre.label, colours.ink)]
    for curve in chart.curves:
        if curve.sizes:
            ends.append((curve.lows[-1], curve.label, colours.ink_3))
    for height, text, colour in ends:
        figure.add_annotation(
            xref="paper",
            x=1,
            xshift=6,
            y=height,
            text=plain_text(text),
            xanchor="left",
            font=label_font(colour),
        )


def net_figure(chart: NetMap, colours: Tokens) -> Canvas:
    """Draw every grid in its state: one trace a state, or a thousand would be slow."""
    figure = blank(colours, height=NET_HEIGHT, margin=(0, 0, 0, 0))
    fills = {
        Tone.BETTER: colours.better_mark,
        Tone.WORSE: colours.worse_mark,
        Tone.SMALL: colours.previous,
        Tone.PLAIN: colours.band_1,
    }
    order = sorted(chart.cells, key=lambda one: str(one.tone))
    for tone, cells in groupby(order, key=lambda one: one.tone):
        fill = fills.get(tone, colours.paper)
        _add_rings(
            figure,
            [ring for cell in cells for ring in cell.rings],
            fill=fill,
            edge=(colours.paper, 0.6),
        )
    streets = [ring for one in chart.streets for ring in one.rings]
    _add_rings(figure, streets, fill=None, edge=(colours.ink_3, 1.0))
    own = [ring for cell in chart.cells if cell.is_own for ring in cell.rings]
    _add_rings(figure, own, fill=None, edge=(colours.ink, 3.0))
    _add_handles(figure, chart.cells)
    _add_street_names(figure, chart, colours)
    xs = [x for ring in streets for x, _ in ring] or [one.centre[0] for one in chart.cells]
    ys = [y for ring in streets for _, y in ring] or [one.centre[1] for one in chart.cells]
    figure.update_xaxes(range=_range(xs), visible=False)
    figure.update_yaxes(range=_range(ys), visible=False, scaleanchor="x", scaleratio=STRETCH)
    return figure


def _range(places: list[float]) -> list[float]:
    return [min(places) - 0.005, max(places) + 0.005] if places else [0.0, 1.0]


def _add_rings(
    figure: Canvas, rings: list[Ring], *, fill: str | None, edge: tuple[str, float]
) -> None:
    """Add rings as one line with gaps."""
    colour, width = edge
    places = [place for ring in rings for place in (*ring, GAP)]
    figure.add_scatter(
        x=[x for x, _ in places],
        y=[y for _, y in places],
        mode="lines",
        line={"color": colour, "width": width},
        fill="toself" if fill else None,
        fillcolor=fill,
        hoverinfo="skip",
    )


def _add_handles(figure: Canvas, cells: tuple[NetCell, ...]) -> None:
    """Lay an unseen mark over every grid: outlines themselves cannot be clicked."""
    unseen = {"marker": {"opacity": 0}}
    figure.add_scatter(
        x=[one.centre[0] for one in cells],
        y=[one.centre[1] for one in cells],
        mode="markers",
        customdata=[one.key for one in cells],
        text=[plain_text(f"{one.name} {one.text}") for one in cells],
        hoverinfo="text",
        marker={"size": 9, "opacity": 0, "maxdisplayed": 1},
        selected=unseen,
        unselected=unseen,
    )


def _add_street_names(figure: Canvas, chart: NetMap, colours: Tokens) -> None:
    for one in chart.streets:
        points = [point for ring in one.rings for point in ring]
        if not one.is_counted or not points:
            continue
        figure.add_annotation(
            x=sum(x for x, _ in points) / len(points),
            y=sum(y for _, y in points) / len(points),
            text=f"<b>{plain_text(one.name)}</b>",
            bgcolor=colours.paper,
            opacity=0.86,
            font={"size": SIZE_MAP, "color": colours.ink},
        )
