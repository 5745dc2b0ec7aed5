"""What a control chart says: special stretches, what happened then, how far limits hold."""

from collections.abc import Mapping, Sequence

import polars as pl

from dashboard import format as fmt
from dashboard.charts.control import in_words, tone_of_episode
from dashboard.charts.labels import name_of, short_area_name
from dashboard.charts.spec import Said, Wording
from dashboard.charts.timeline import in_span
from dashboard.stories.phrases import capital, counted, listed
from dashboard.text import Words
from warehouse.catalog import Metric
from warehouse.courses.episodes import Episode, episodes
from warehouse.courses.limits import FIXED_MONTHS, Course
from warehouse.periods import Period, PeriodKind
from warehouse.statistics import Assurance, Variation

# How many streets a title names.
MOST_NAMED = 3
MOST_TOLD = 6
# Share of usual points that the rules mark all the same; docs/methods.md#course.
FALSE_SIGNALS = {PeriodKind.MONTH: 0.09, PeriodKind.QUARTER: 0.02}


def control_texts(course: Course, metric: Metric, words: Words) -> Wording:
    """Give the wording of the control chart."""
    unit = words(f"unit.{metric.unit}") or words("fact.count")
    note = words(
        "course.control_note",
        metric=name_of(metric, words),
        unit=unit,
        step=words(f"course.by_{_kind(course.rows, metric)}"),
        count=course.rows["value"].drop_nulls().len(),
    )
    title = control_title(course, metric, words)
    alt = words("course.control_alt", title=title)
    return Wording(title, note, alt, words("course.control_reading"))


def control_title(course: Course, metric: Metric, words: Words) -> str:
    """Say how many stretches are special, and how the last one stands."""
    count = course.rows["value"].drop_nulls().len()
    found = episodes(course.rows)
    if not count:
        return capital(words("course.no_values"))
    if course.is_still:
        return capital(words("course.still"))
    if not course.rows["centre"].drop_nulls().len():
        return capital(words("course.no_limits"))
    if not found:
        return capital(words("course.nothing_special", count=count))
    last = found[-1]
    return capital(
        words(
            "course.some_special" if len(found) > 1 else "course.one_special",
            count=counted(len(found), words),
            period=_period(course.rows, last.since, words),
            what=words(f"course.variation_{last.variation}"),
        )
        + (words("course.still_now") if _is_ongoing(course) else "")
    )


def signals(course: Course, happened: pl.DataFrame, words: Words) -> list[tuple[str, Said]]:
    """List the special stretches, the latest first: when, what, and what happened at the time."""
    found = episodes(course.rows)
    return [
        (_span(course.rows, one, words), _told(one, course.rows, happened, words))
        for one in reversed(found[-MOST_TOLD:])
    ]


def _told(one: Episode, rows: pl.DataFrame, happened: pl.DataFrame, words: Words) -> Said:
    events = during(one, rows, happened)
    note = ""
    if events.height:
        names = [str(row[f"label_{words.language}"]) for row in events.iter_rows(named=True)]
        note = words("course.at_the_time", events=listed(names, words))
    return Said(in_words(one, words), tone_of_episode(one), note)


def during(one: Episode, rows: pl.DataFrame, happened: pl.DataFrame) -> pl.DataFrame:
    """Keep what happened from the period before a stretch to the end of the one it is dated by."""
    first = Period.parse(rows["period"][one.since])
    return in_span(happened, [first.before, first])


def control_notes(course: Course, metric: Metric, words: Words) -> list[str]:
    """Say where limits come from, where they were taken anew and why, and what they leave out."""
    rows = course.rows
    if course.is_still:
        return [words("course.still_note")]
    notes = [_origin(course, metric, words)]
    starts = rows.group_by("baseline", maintain_order=True).agg(pl.first("period"))["period"]
    notes += [
        words(
            "course.restarted",
            period=fmt.period(Period.parse(label), words.language),
            reason=reason,
        )
        for label, reason in zip(starts[1:], course.reasons, strict=True)
    ]
    if course.assurance is not Assurance.NOT_JUDGED:
        # Limits that the latest points have left say nothing of what the process does now.
        key = "moved" if _is_ongoing(course) else str(course.assurance)
        notes.append(words(f"course.assurance_{key}"))
    notes.append(
        words("course.rolling") if metric.needs_full_year else _false_signals(metric, words)
    )
    if not metric.is_asked and not metric.needs_full_year:
        seasonal = rows.filter("is_seasonal").height
        key = "festival_found" if seasonal else "festival"
        notes.append(words(f"course.{key}", count=seasonal))
    return notes


def _origin(course: Course, metric: Metric, words: Words) -> str:
    trial = words("course.trial") if course.rows["is_trial"].any() else ""
    if metric.is_asked:
        return words("course.from_waves", count=course.rows.height, trial=trial)
    return words("course.from_first_year", count=FIXED_MONTHS, trial=trial)


def _is_ongoing(course: Course) -> bool:
    found = episodes(course.rows)
    return bool(found) and found[-1].last == course.rows.height - 1


def _false_signals(metric: Metric, words: Words) -> str:
    """Say how many usual points the rules would mark: they are not proof."""
    kind = PeriodKind.QUARTER if metric.is_asked else PeriodKind.MONTH
    share = fmt.NumberFormat(is_share=True, decimals=0).value(FALSE_SIGNALS[kind])
    return words(f"course.false_by_{kind}", share=share)


def events_line(happened: pl.DataFrame, rows: pl.DataFrame, words: Words) -> str:
    """Tell what the numbers in the chart stand for."""
    found = in_span(happened, [Period.parse(label) for label in rows["period"]])
    return words("survey.event_join").join(
        words(
            "survey.event",
            number=number,
            month=row["occurred_on"].strftime("%Y-%m"),
            text=row[f"label_{words.language}"],
        )
        for number, row in enumerate(found.iter_rows(named=True), start=1)
    )


def grid_texts(
    courses: Mapping[str, Course],
    names: Mapping[str, Mapping[str, object]],
    metric: Metric,
    words: Words,
) -> Wording:
    """Give the wording of the small multiples: which streets are special now."""
    found: dict[Variation, list[str]] = {}
    for code, course in courses.items():
        stretches = episodes(course.rows)
        if stretches and stretches[-1].last == course.rows.height - 1:
            name = short_area_name(names[code], words)
            found.setdefault(stretches[-1].variation, []).append(name)
    parts = [
        words(f"course.streets_{variation}", names=_some(found[variation], words))
        for variation in Variation
        if variation in found
    ]
    usual = "still" if all(one.is_still for one in courses.values()) else "no_street_special"
    title = words("survey.part").join(parts) if parts else words(f"course.{usual}")
    note = words(
        "course.grid_note", metric=name_of(metric, words), step=_step_of(courses, metric, words)
    )
    return Wording(
        capital(title), note, words("course.grid_alt", title=title), words("course.grid_reading")
    )


def _some(names: Sequence[str], words: Words) -> str:
    if len(names) <= MOST_NAMED:
        return listed(names, words)
    return words("course.streets_counted", count=counted(len(names), words))


def _step_of(courses: Mapping[str, Course], metric: Metric, words: Words) -> str:
    rows = next((one.rows for one in courses.values()), pl.DataFrame())
    return words(f"course.by_{_kind(rows, metric)}")


def _kind(rows: pl.DataFrame, metric: Metric) -> str:
    if rows.height:
        return str(rows["period_kind"][0])
    return str(PeriodKind.QUARTER if metric.is_asked else PeriodKind.MONTH)


def _period(rows: pl.DataFrame, at: int, words: Words) -> str:
    return fmt.period(Period.parse(rows["period"][at]), words.language)


def _span(rows: pl.DataFrame, one: Episode, words: Words) -> str:
    """Name the periods of a stretch in few letters: ``2020-02``, ``2019-12–2020-12``."""
    first, last = (rows["period"][at] for at in (one.since, one.last))
    return str(first) if first == last else f"{first} {fmt.DASH} {last}"
