"""Charts of one metric over time: its limits, its streets side by side, where it is heading."""

from dataclasses import dataclass

from dashboard.charts.spec.face import Face, Line, Table, Tone
from dashboard.charts.spec.samples import Event, Point
from dashboard.format import NumberFormat


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """One period of a control chart.

    Attributes:
        label: the period in words.
        short: the period where there is little room.
        value: in the chart's unit; null for no value.
        centre, low, high: mean and limits that hold here, cut to what can be; null for none.
        is_trial: the limits rest on too few points to be relied on.
        tone: what a special point may claim.
        word: why it is special, with its triangle; empty for a usual point.
        claim: what all special points of its kind are called; empty for a usual point.
        is_seasonal: it would be special, and returns every year.
    """

    label: str
    short: str
    value: float | None
    centre: float | None
    low: float | None
    high: float | None
    is_trial: bool
    tone: Tone
    word: str
    claim: str
    is_seasonal: bool = False


@dataclass(frozen=True, slots=True)
class Callout:
    """Words at a stretch of special points.

    Attributes:
        position: of the point that they stand at.
        text: with its triangle.
        tone: what they may claim.
        is_above: on which side of the point they stand.
    """

    position: float
    text: str
    tone: Tone
    is_above: bool


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A series with mean, limits, special points in words, events, and limits taken anew.

    Attributes:
        face: what every chart has.
        number: how values are written.
        name: of the series.
        points: oldest first.
        callouts: words at special points.
        lines: the target.
        events: what happened, numbered.
        ticks: names of years at their middles.
        restarts: where limits begin anew, and why in few words.
        headings: value, lower limit, mean, upper limit, signal.
        end_text: the last value as written.
    """

    face: Face
    number: NumberFormat
    name: str
    points: tuple[ControlPoint, ...]
    callouts: tuple[Callout, ...]
    lines: tuple[Line, ...]
    events: tuple[Event, ...]
    ticks: tuple[tuple[float, str], ...]
    restarts: tuple[tuple[float, str], ...]
    headings: tuple[str, str, str, str, str]
    end_text: str

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(point.value is None for point in self.points)

    def table(self) -> Table:
        """Give the numbers as a table."""
        return Table(
            ("", *self.headings),
            tuple(
                (one.label, one.value, one.low, one.centre, one.high, one.word)
                for one in self.points
            ),
        )


@dataclass(frozen=True, slots=True)
class StreetCourse:
    """One area among the small multiples.

    Attributes:
        key: area code.
        name: in the reader's language.
        values: one a period; null for none.
        tones: what each value may claim where it is special; null where it is not.
        end_text: the last value as written.
        verdict: what is special now, with its triangle; empty for nothing.
        tone: what the verdict may claim.
        is_own: whether it is the area the page is about.
    """

    key: str
    name: str
    values: tuple[float | None, ...]
    tones: tuple[Tone | None, ...]
    end_text: str
    verdict: str
    tone: Tone
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class CourseGrid:
    """The same metric of every street, on one scale, the whole behind each.

    Attributes:
        face: what every chart has.
        number: how values are written.
        courses: in the order of reading.
        whole: the district's values; empty where they are not to be shown.
        whole_name: of the district.
        labels: the periods in words.
        shorts: the periods where there is little room.
        ticks: names of years at their middles.
        breaks: positions of periods before which no line may join.
        lines: the target.
    """

    face: Face
    number: NumberFormat
    courses: tuple[StreetCourse, ...]
    whole: tuple[float | None, ...]
    whole_name: str
    labels: tuple[str, ...]
    shorts: tuple[str, ...]
    ticks: tuple[tuple[float, str], ...]
    breaks: tuple[int, ...]
    lines: tuple[Line, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(value is None for one in self.courses for value in one.values)

    def table(self) -> Table:
        """Give the numbers as a table: one row a period."""
        whole = self.whole or (None,) * len(self.labels)
        return Table(
            ("", self.whole_name, *(one.name for one in self.courses)),
            tuple(
                (label, whole[at], *(one.values[at] for one in self.courses))
                for at, label in enumerate(self.labels)
            ),
        )


@dataclass(frozen=True, slots=True)
class Ahead:
    """One period to come.

    Attributes:
        label, short: the period.
        middle: as likely to be exceeded as not.
        low_80, high_80, low_95, high_95: ends of the bands.
        came: what it was, where the forecast is looked at afterwards; else null.
    """

    label: str
    short: str
    middle: float
    low_80: float
    high_80: float
    low_95: float
    high_95: float
    came: float | None = None


@dataclass(frozen=True, slots=True)
class ForecastChart:
    """What is known, what is to come in two bands, what the year will end with.

    Attributes:
        face: what every chart has.
        number: how values are written.
        name: of the series.
        known: oldest first.
        ahead: the periods to come.
        year: what the year ends with; empty where its value is not made of its periods'.
        lines: the target.
        ticks: names of years at their middles.
        headings: value, middle, ends of the bands (80 low and high, 95 low and high), what came.
    """

    face: Face
    number: NumberFormat
    name: str
    known: tuple[Point, ...]
    ahead: tuple[Ahead, ...]
    year: tuple[Ahead, ...]
    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]
    headings: tuple[str, str, str, str, str, str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.ahead

    def table(self) -> Table:
        """Give the numbers as a table."""
        nothing = (None,) * 6
        return Table(
            ("", *self.headings),
            (
                *((one.label, one.value, *nothing) for one in self.known),
                *(
                    (
                        *(one.label, None, one.middle),
                        *(one.low_80, one.high_80, one.low_95, one.high_95, one.came),
                    )
                    for one in (*self.ahead, *self.year)
                ),
            ),
        )
