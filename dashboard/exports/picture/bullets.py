"""Metrics against their targets as a picture: every target on one line, right is better."""

from dataclasses import dataclass

from markupsafe import Markup

from dashboard.charts.spec import BulletRow, BulletTable, Said, Tone
from dashboard.exports.picture.ink import CLAIMS, Ink, Pen, box, dot, of_claim, stroke
from dashboard.theme import LIGHT

HEAD, ROW, TRACK, PAD = 24.0, 40.0, 16.0, 16.0
# The target stands at this share of the track, the floor at its beginning.
GOAL = 0.75
# Room for half a mark at either end of a track that stands alone.
EDGE = 7.0
MARKS = {Tone.BETTER: LIGHT.better_mark, Tone.WORSE: LIGHT.worse_mark}
LABEL, NAME, VALUE = Ink(12, LIGHT.ink_3), Ink(13), Ink(13, is_bold=True, anchor="end")
LABEL_END = Ink(12, LIGHT.ink_3, anchor="end")
LABEL_MIDDLE = Ink(12, LIGHT.ink_3, anchor="middle")


def bullets(table: BulletTable, width: float, pen: Pen) -> tuple[Markup, float]:
    """Draw the rows; give the drawing and its height."""
    columns = _Columns.of(table, width, pen)
    parts = [_head(table, columns, pen)]
    for number, row in enumerate(table.rows):
        top = HEAD + number * ROW
        parts.append(stroke((0, top), (width, top), colour=LIGHT.rule))
        parts.append(_row(row, top, columns, pen))
    height = HEAD + ROW * len(table.rows)
    goal = columns.track.goal
    if any(row.target is not None for row in table.rows):
        parts.append(stroke((goal, HEAD), (goal, height), colour=LIGHT.ink, width=1.5))
    # Marks lie on the line of the targets.
    parts += [
        _mark(row, HEAD + number * ROW, columns.track) for number, row in enumerate(table.rows)
    ]
    parts.append(stroke((0, height), (width, height), colour=LIGHT.rule))
    return Markup("").join(parts), height


@dataclass(frozen=True, slots=True)
class Track:
    """Where floor and target stand: the target at the same place in every row."""

    start: float
    width: float

    @property
    def goal(self) -> float:
        """Where the target stands."""
        return self.start + GOAL * self.width

    def place(self, value: float, row: BulletRow) -> float:
        """Tell where a value stands, within the track."""
        share = 0.0
        if row.floor is not None and row.target is not None and row.target != row.floor:
            share = GOAL * (value - row.floor) / (row.target - row.floor)
        return self.start + self.width * max(0.0, min(1.0, share))


def track(row: BulletRow, *, width: float, height: float) -> Markup:
    """Draw the track of one row alone, for a table that has the rest as text."""
    if row.target is None or row.value is None:
        return Markup("")
    place = Track(EDGE, width - 2 * EDGE)
    goal = stroke((place.goal, 0), (place.goal, height), colour=LIGHT.ink, width=1.5)
    top = (height - ROW) / 2
    return _ground(row, (height - TRACK) / 2, place) + goal + _mark(row, top, place)


class _Columns:
    """Where the columns stand: each as wide as its longest text, the track takes the rest."""

    def __init__(self, track: Track, value: float, texts: list[float]) -> None:
        self.track, self.value, self.texts = track, value, texts

    @classmethod
    def of(cls, table: BulletTable, width: float, pen: Pen) -> "_Columns":
        bold = Ink(13, is_bold=True)

        def widest(*texts: str) -> float:
            return max((pen.width(one, bold) for one in texts), default=0.0) + PAD

        rows = table.rows
        name = widest(table.columns[0], *(t for row in rows for t in (row.name, row.group)))
        value = widest(
            table.columns[3],
            *(t for row in rows for t in (row.value_text, row.interval_text or row.reason)),
        )
        said = [
            widest(title, *(text.text for text in texts))
            for title, texts in zip(
                table.columns[4:],
                zip(*((row.verdict, row.change, row.behind) for row in rows), strict=True),
                strict=True,
            )
        ]
        rest = width - name - value - sum(said)
        places = [width - sum(said[number:]) + PAD for number in range(len(said))]
        return cls(Track(name, rest), name + rest + value, places)


def _head(table: BulletTable, columns: _Columns, pen: Pen) -> Markup:
    name, floor, target, value, *said = table.columns
    base = HEAD - 8
    goal = columns.track.goal
    return Markup("").join(
        [
            pen.text(name, 0, base, LABEL),
            pen.text(floor, columns.track.start, base, LABEL),
            pen.text(target, goal, base, LABEL_MIDDLE),
            pen.text(value, columns.value, base, LABEL_END),
            *(pen.text(one, x, base, LABEL) for one, x in zip(said, columns.texts, strict=True)),
        ]
    )


def _row(row: BulletRow, top: float, columns: _Columns, pen: Pen) -> Markup:
    middle = top + ROW / 2 + 5
    parts = [
        pen.text(row.group, 0, top + 15, LABEL),
        pen.text(row.name, 0, top + 32, NAME),
        pen.text(row.value_text, columns.value, top + 16, VALUE),
        pen.text(row.interval_text or row.reason, columns.value, top + 32, LABEL_END),
    ]
    for x, said in zip(columns.texts, (row.verdict, row.change, row.behind), strict=True):
        parts.append(_said(said, x, middle, pen))
    if row.target is not None and row.value is not None:
        parts.append(_ground(row, top + (ROW - TRACK) / 2, columns.track))
    return Markup("").join(parts)


def _said(said: Said, x: float, middle: float, pen: Pen) -> Markup:
    written = pen.text(said.text, x, middle, of_claim(said, size=13, plain=LIGHT.ink_2))
    if said.note and said.tone not in CLAIMS:
        written = pen.text(said.text, x, middle - 8, Ink(13, LIGHT.ink_2))
        written += pen.text(said.note, x, middle + 8, LABEL)
    return written


def _ground(row: BulletRow, top: float, place: Track) -> Markup:
    """Draw bands from floor to target, and a tick a street: longer where it is clearly worse."""
    half = place.width * GOAL / 2
    parts = [
        box(place.start, top, half, TRACK, colour=LIGHT.band_1),
        box(place.start + half, top, half, TRACK, colour=LIGHT.band_2),
    ]
    for value, is_out in row.peers:
        x = place.place(value, row)
        reach, colour = (7, LIGHT.worse_mark) if is_out else (4, LIGHT.street)
        start, end = top + TRACK / 2 - reach, top + TRACK / 2 + reach
        parts.append(stroke((x, start), (x, end), colour=colour, width=2 if is_out else 1.5))
    return Markup("").join(parts)


def _mark(row: BulletRow, top: float, place: Track) -> Markup:
    """Draw the interval and the value; hollow where the sample is small."""
    if row.target is None or row.value is None:
        return Markup("")
    middle = top + ROW / 2
    colour = MARKS.get(row.tone, LIGHT.ink_3)
    bar = Markup("")
    if row.low is not None and row.high is not None:
        start, end = sorted((place.place(row.low, row), place.place(row.high, row)))
        bar = stroke((start, middle), (end, middle), colour=LIGHT.street, width=4)
    is_small = row.tone is Tone.SMALL
    fill, edge = (LIGHT.paper, colour) if is_small else (colour, LIGHT.paper)
    return bar + dot(place.place(row.value, row), middle, 5.5, fill=fill, edge=edge)
