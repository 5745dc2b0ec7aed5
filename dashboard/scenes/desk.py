"""What a scene asks, and in whose words it speaks: one version, one reader, one language."""

from collections.abc import Callable, Sequence

import polars as pl

from dashboard.text import Words, words
from warehouse.access import AccessScope
from warehouse.areas import AreaTree
from warehouse.catalog import Metric, metrics
from warehouse.courses.outlook import outlook
from warehouse.evidence import Evidence
from warehouse.periods import Period, PeriodKind
from warehouse.reader import Reader
from warehouse.snapshots import Version


class Desk:
    """Answers of one version. The pages' desk keeps answers; this one asks each time anew."""

    def __init__(self, reader: Reader, language: str, scope: AccessScope) -> None:
        """Take a reader that is open.

        Args:
            reader: of one version, for one scope.
            language: of the words.
            scope: what the reader may see; answers are kept by it.
        """
        self.reader = reader
        self.scope = scope
        self.words: Words = words(language)

    @property
    def language(self) -> str:
        """The reader's language."""
        return self.words.language

    @property
    def version(self) -> Version:
        """The version that is read."""
        return self.reader.version

    @property
    def areas(self) -> AreaTree:
        """The areas of the version."""
        return self.reader.areas

    def ask(self, question: str, *arguments: object) -> pl.DataFrame:
        """Ask one of `QUESTIONS`; arguments are texts, numbers and tuples of them."""
        return QUESTIONS[question](self.reader, *arguments)

    def evidence(self, metric_id: str, area_code: str, *, period: Period, limit: int) -> Evidence:
        """Give what lies behind one value; see ``Reader.evidence``."""
        return self.reader.evidence(metric_id, area_code, period=period, limit=limit)

    def board(self, metrics: Sequence[Metric], *, level: str, period: Period) -> pl.DataFrame:
        """Give several metrics' values; see ``Reader.board``."""
        return self.ask("board", ids(metrics), level, period.label)

    def changed_board(
        self,
        metrics: Sequence[Metric],
        *,
        level: str,
        periods: tuple[Period, Period],
        among: str | None = None,
    ) -> pl.DataFrame:
        """Give several metrics' values with their changes since another period.

        Args:
            metrics: the metrics.
            level: of the areas.
            periods: the period, and the one that changes are counted from.
            among: limits streets to a setting (``urban``, ``rural``) before they are ranked.
        """
        now, then = periods
        return self.ask("changed_board", ids(metrics), level, (now.label, then.label), among)

    def series(self, metrics: Sequence[Metric], *, level: str, kind: PeriodKind) -> pl.DataFrame:
        """Give metrics' values over time; see ``Reader.series``."""
        return self.ask("series", ids(metrics), level, str(kind))

    def periods(self, kind: PeriodKind) -> list[Period]:
        """List the periods of one kind that the data spans."""
        return [Period.parse(label) for label in self.ask("periods", str(kind))["period"]]


def ids(metrics: Sequence[Metric]) -> tuple[str, ...]:
    """Name metrics."""
    return tuple(metric.metric_id for metric in metrics)


def all_metrics() -> list[Metric]:
    """List every metric in the order of pillars."""
    return list(metrics().values())


def _board(reader: Reader, metric_ids: tuple[str, ...], level: str, period: str) -> pl.DataFrame:
    return reader.board(metric_ids, level=level, period=Period.parse(period))


def _changed_board(
    reader: Reader,
    metric_ids: tuple[str, ...],
    level: str,
    periods: tuple[str, str],
    among: str | None,
) -> pl.DataFrame:
    now, before = map(Period.parse, periods)
    values = reader.board(metric_ids, level=level, period=now, among=among)
    moved = reader.changes(metric_ids, level=level, period=now, then=before)
    return values.join(moved, on=["metric_id", "area_code"], how="left", maintain_order="left")


def _series(reader: Reader, metric_ids: tuple[str, ...], level: str, kind: str) -> pl.DataFrame:
    return reader.series(metric_ids, level=level, kind=PeriodKind(kind))


def _beside(reader: Reader, metric_id: str, level: str, period: str) -> pl.DataFrame:
    return reader.beside(metric_id, level=level, period=Period.parse(period))


def _caveats(reader: Reader, metric_id: str) -> pl.DataFrame:
    return pl.DataFrame({"caveat": pl.Series(reader.caveats(metric_id), dtype=pl.String)})


def _doubts(reader: Reader, metric_id: str = "", period: str = "") -> pl.DataFrame:
    return reader.doubts(metric_id=metric_id, period=Period.parse(period) if period else None)


def _street_outlines(reader: Reader) -> pl.DataFrame:
    return reader.outlines().filter(pl.col("level") == "street")


def _outlook(
    reader: Reader,
    metric_id: str,
    place: tuple[str, str, str],
    end: str,
    target: float | None,
) -> pl.DataFrame:
    level, area_code, step = place
    series, years = (
        reader.series([metric_id], level=level, kind=PeriodKind(kind)).filter(
            pl.col("area_code") == area_code
        )
        for kind in (step, PeriodKind.YEAR)
    )
    metric = reader.metric(metric_id)
    return outlook(series, years, metric, end=Period.parse(end), target=target)


def _periods(reader: Reader, kind: str) -> pl.DataFrame:
    labels = [one.label for one in reader.periods(PeriodKind(kind))]
    return pl.DataFrame({"period": pl.Series(labels, dtype=pl.String)})


QUESTIONS: dict[str, Callable[..., pl.DataFrame]] = {
    "board": _board,
    "changed_board": _changed_board,
    "series": _series,
    "periods": _periods,
    "beside": _beside,
    "caveats": _caveats,
    "doubts": _doubts,
    "street_outlines": _street_outlines,
    "outlook": _outlook,
    "parts": lambda reader, metric_id, period: reader.analysis.parts(
        reader.metric(metric_id), Period.parse(period)
    ),
    "ranks": lambda reader, metric_id, level, among: reader.peers.ranks(
        reader.metric(metric_id), level=level, among=among
    ),
    "context": lambda reader, period: reader.peers.context(Period.parse(period)),
    "goals": lambda reader, metric_ids, level, period: reader.analysis.goals(
        list(metric_ids), level=level, period=Period.parse(period)
    ),
    "index_weights": lambda reader: reader.analysis.weights(),
    "grids": lambda reader, period: reader.grids.register(Period.parse(period)),
    "grid_outlines": lambda reader, period: reader.grids.outlines(Period.parse(period)),
    "grid_neighbours": lambda reader, period: reader.grids.neighbours(Period.parse(period)),
    "grid_versions": lambda reader, code: reader.grids.versions(code),
    "grid_months": lambda reader, code: reader.grids.months(code),
    "grid_norms": lambda reader: reader.grids.norms(),
    "rankings": lambda reader: reader.rankings(),
    "annotations": lambda reader: reader.annotations(),
    "survey_waves": lambda reader: reader.survey_waves(),
    "survey_samples": lambda reader, period: reader.survey_samples(Period.parse(period)),
    "survey_traits": lambda reader, period: reader.survey_traits(Period.parse(period)),
    "unmatched": lambda reader: reader.unmatched(),
    "freshness": lambda reader: reader.freshness(),
}
