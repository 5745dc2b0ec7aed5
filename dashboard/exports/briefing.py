"""A briefing: what is exported, whatever the format."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from dashboard.charts.spec import Chart, Provenance
from dashboard.exports.distribution import Distribution
from dashboard.exports.native import Native
from dashboard.exports.translate import native
from dashboard.format import count, period
from dashboard.text import Words
from warehouse.code_version import CODE_VERSION
from warehouse.periods import Period

FINGERPRINT_LENGTH = 12


@dataclass(frozen=True)
class Part:
    """One chart of a briefing.

    Attributes:
        name: unique in the briefing; names shapes, sheets and files.
        chart: as specified, for pictures.
        natives: as office programs draw it.
        title: the message: computed, or as the editor wrote it.
        warning: says that an edited title names a number that has changed; empty for none.
        fingerprint: of the chart's data.
    """

    name: str
    chart: Chart
    title: str
    warning: str = ""

    @property
    def natives(self) -> tuple[Native, ...]:
        """The chart as office programs draw it."""
        return native(self.chart)

    @property
    def fingerprint(self) -> str:
        """Sum up the chart's data and words."""
        text = json.dumps(asdict(self.chart), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:FINGERPRINT_LENGTH]


@dataclass(frozen=True)
class Imprint:
    """What an office adds to its briefing.

    Attributes:
        organisation: who issues it.
        issued_on: the day.
        issue_number: of the series; null for none.
        mark: such as ``内部资料 注意保存``; empty for none.
        signatures: role and name: prepared, checked, signed.
        distribution: who gets it and who prints it.
    """

    organisation: str
    issued_on: dt.date
    issue_number: int | None = None
    mark: str = ""
    signatures: tuple[tuple[str, str], ...] = ()
    distribution: Distribution = field(default_factory=Distribution)


@dataclass(frozen=True)
class Briefing:
    """What is exported.

    Attributes:
        title: of the whole.
        subtitle: area and period.
        summary: computed sentences.
        parts: the charts, in order.
        imprint: what the office adds.
        words: in the language of the briefing.
    """

    title: str
    subtitle: str
    summary: tuple[str, ...]
    parts: tuple[Part, ...]
    imprint: Imprint
    words: Words

    @property
    def version(self) -> str:
        """The version all numbers come from."""
        return self.parts[0].chart.face.provenance.version if self.parts else ""

    @property
    def is_demonstration(self) -> bool:
        """Whether any number is invented."""
        return any(part.chart.face.provenance.is_demonstration for part in self.parts)

    @property
    def watermark(self) -> str:
        """What stands behind every page; empty where no number is invented."""
        return self.words("export.watermark") if self.is_demonstration else ""

    @property
    def stamp(self) -> str:
        """Name version, program and data: what ``verify`` reads back."""
        return f"{self.version} · {CODE_VERSION} · {fingerprint_of(self.parts)}"


def fingerprint_of(parts: Sequence[Part]) -> str:
    """Sum up the charts of a briefing."""
    joined = "|".join(part.fingerprint for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:FINGERPRINT_LENGTH]


def footnote(source: Provenance, words: Words) -> str:
    """Write source, area, period, n, interval method and version below a chart."""
    demonstration = words("export.invented") if source.is_demonstration else ""
    parts = [
        words("export.source", source=demonstration or words("app.name")),
        words(
            "export.about",
            area=source.area,
            period=period(Period.parse(source.period), words.language),
        ),
        words("export.n", n=count(source.n)) if source.n is not None else "",
        words("export.interval", method=source.interval_method) if source.interval_method else "",
        words("export.version", version=source.version, cutoff=source.cutoff_on),
    ]
    return words("export.join").join(part for part in parts if part)
