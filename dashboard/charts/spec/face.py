"""What every chart has: a message, a note, a sentence for those who cannot see it, a source."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a mark may claim; drawings turn it into colour, shape and hatch, words say it too."""

    BETTER = "better"
    WORSE = "worse"
    PLAIN = "plain"
    SMALL = "small"
    WITHHELD = "withheld"
    PROVISIONAL = "provisional"


class Shape(StrEnum):
    """How a value is marked."""

    DOT = "dot"
    HOLLOW = "hollow"
    DIAMOND = "diamond"
    SQUARE = "square"


class Role(StrEnum):
    """What a reference line stands for."""

    BENCHMARK = "benchmark"
    TARGET = "target"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the numbers of a chart come from; every export carries it.

    Attributes:
        metric_ids: the metrics shown.
        period: label of the period.
        area: name of the area the chart is about.
        n: what the values rest on; null where it has no meaning.
        interval_method: words for how intervals were computed; empty for full counts.
        version: id of the published version.
        cutoff_on: the last day on which anything happened, ISO 8601.
        is_demonstration: whether any number is invented.
        filters: what was chosen, as pairs of words.
        definition: the metric's definition.
    """

    metric_ids: tuple[str, ...]
    period: str
    area: str
    n: float | None
    interval_method: str
    version: str
    cutoff_on: str
    is_demonstration: bool
    filters: tuple[tuple[str, str], ...] = ()
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """What every chart has.

    Attributes:
        chart_id: stable name, the same for the same chart of the same page.
        title: the message, computed from the chart's numbers.
        note: what is measured: metric, unit, period, n. True of every drawing of the numbers.
        alt: one sentence for those who cannot see it.
        provenance: where the numbers come from.
        reading: how the drawing of the screen and of pictures reads; an office program draws
            otherwise and leaves it out. Empty where nothing needs saying.
    """

    chart_id: str
    title: str
    note: str
    alt: str
    provenance: Provenance
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a story says about a chart, before its numbers' source is added to make a `Face`.

    Attributes:
        title, note, reading: as in `Face`.
        alt: as in `Face`; empty where the title says it all.
    """

    title: str
    note: str
    alt: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a chart as a table: its twin on the page, its data in exports.

    Attributes:
        columns: titles.
        rows: one tuple a row; numbers unrounded, in the chart's unit, null for no value.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A reference line."""

    value: float
    label: str
    role: Role


@dataclass(frozen=True, slots=True)
class Said:
    """A few words and what they may claim."""

    text: str
    tone: Tone = Tone.PLAIN
    note: str = ""
