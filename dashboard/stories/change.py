"""What the parts of a change say: where it lies, and how much is only mix."""

from collections.abc import Sequence

from dashboard.charts.change import ChangeData, parts_format, steps
from dashboard.charts.labels import name_of
from dashboard.charts.spec import WaterfallStep, Wording
from dashboard.stories.phrases import capital
from dashboard.text import Words
from warehouse.catalog import Metric

# What makes up less than this share of all movement is not named.
WORTH_NAMING = 0.25
# A change smaller than this share of what moved is called none: its parts cancel out.
CANCELLED = 0.1


def change_texts(data: ChangeData, *, area: str, dimension: str, words: Words) -> Wording:
    """Give the wording of a waterfall.

    Args:
        data: what the change is taken apart with.
        area: name of the area.
        dimension: what its classes are.
        words: in the reader's language.
    """
    title = change_title(data, words)
    note = words(
        "course.change_note",
        metric=name_of(data.metric, words),
        area=area,
        then=data.periods[0],
        now=data.periods[1],
        dimension=words(f"dimension.{dimension}"),
    )
    alt = words("course.change_alt", title=title)
    reading = words("course.change_reading_class" if data.by_class else "course.change_reading")
    return Wording(title, note, alt, reading)


def nothing_texts(reason: str, metric: Metric, words: Words) -> Wording:
    """Give the wording of a change that cannot be taken apart."""
    note = words("course.unsplit_note", metric=name_of(metric, words))
    return Wording(capital(reason), note)


def change_title(data: ChangeData, words: Words) -> str:
    """Say how large the change is, which part is the largest, and what the mix did."""
    before, after = data.values
    number = parts_format(data.metric)
    found = steps(data, words)
    change = number.change(after - before, words.language)
    clauses = [words("course.changed", then=data.periods[0], change=change)]
    if main := _main([one for one in found if not one.is_mix], after - before):
        clauses.append(words("course.mostly", name=main.name, part=main.text))
    mix = sum(one.part for one in found if one.is_mix)
    if any(one.is_mix for one in found):
        clauses.append(words("course.mix", part=number.change(mix, words.language)))
    return capital(words("survey.part").join(clauses))


def _main(rates: Sequence[WaterfallStep], change: float) -> WaterfallStep | None:
    """Give the part that carries the change, if one stands out and points its way."""
    moved = sum(abs(one.part) for one in rates)
    along = [one for one in rates if one.part * change > 0]
    if not along or abs(change) < CANCELLED * moved:
        return None
    main = max(along, key=lambda one: abs(one.part))
    return main if abs(main.part) >= WORTH_NAMING * moved else None
