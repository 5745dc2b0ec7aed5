"""The comparison says no more than the intervals do, and its numbers are those of the rows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.comparison import dot_chart, slope_chart
from dashboard.charts.labels import change_text, verdict_on_district, verdict_on_target
from dashboard.charts.spec import Face, Provenance, Tone
from dashboard.format import NumberFormat
from dashboard.stories import compare as story
from dashboard.stories.phrases import counted as in_words
from dashboard.stories.phrases import listed
from tests.dashboard.boards import (
    BOTH,
    COUNTED,
    EN,
    MANY,
    STREETS,
    ZH,
    Case,
    boards,
    counted,
    is_clear,
    judged,
    says,
)
from warehouse.catalog import metrics
from warehouse.statistics import Polarity

FACE = Face("dots", "", "", "", Provenance((), "", "", None, "", "", "", is_demonstration=True))
FIRM = {Tone.BETTER, Tone.WORSE}
NUMBER = re.compile(r"\d[\d\u202f]*(?:\.\d+)?")


def names_in(sentence: str, words) -> set[str]:
    """Name the streets that a sentence names."""
    own = [zh.removesuffix("街道") if words is ZH else en for zh, en in STREETS]
    return {name for name in own if name in sentence}


def clear_names(values, side: str, words, level: str = "benchmark") -> list[str]:
    rows = values.filter(~values["is_provisional"]).iter_rows(named=True)
    found = [row for row in rows if is_clear(row, side, level)]
    return [row["name_zh"].removesuffix("街道") if words is ZH else row["name_en"] for row in found]


def numbers_in(text: str) -> list[float]:
    return [float(one.replace("\u202f", "")) for one in NUMBER.findall(text)]


def is_level(values) -> bool:
    """Tell whether the whole table is one tie band."""
    firm = judged_rows(values)
    return firm.height > 1 and set(firm["band"].drop_nulls()) == {1}


def judged_rows(values):
    shown = values.filter(values["value"].is_not_null())
    return shown.filter(~shown["is_small"] & ~shown["is_provisional"])


@MANY
@given(boards(), st.sampled_from(BOTH))
def test_the_headline_names_the_streets_whose_interval_clears_the_district(board, words):
    metric, values = board
    sentence = story.headline(values, metric, "district", words)
    level = is_level(values)
    above, below = (
        [] if level or judged_rows(values).height == 1 else clear_names(values, side, words)
        for side in ("above", "below")
    )
    assert names_in(sentence, words) == {*above, *below}
    assert says(sentence, "compare.above", words, names=listed(above, words)) == bool(above)
    assert says(sentence, "compare.below", words, names=listed(below, words)) == bool(below)
    assert says(sentence, "compare.none_apart", words) == level


@MANY
@given(boards(), st.sampled_from(BOTH))
def test_the_headline_counts_the_streets_that_cannot_be_told_apart(board, words):
    metric, values = board
    sentence = story.headline(values, metric, "district", words)
    shown = values.filter(values["value"].is_not_null())
    firm = judged_rows(values)
    clear = [*clear_names(values, "above", words), *clear_names(values, "below", words)]
    rest = firm.height - len(clear)
    if firm.height == 1:
        assert sentence == words("compare.alone")
        return
    assert says(sentence, "compare.nothing", words) == (not shown.height)
    if shown.height:
        is_rest = bool(clear and rest and not is_level(values))
        assert says(sentence, "compare.rest", words, count=in_words(rest, words)) == is_rest


@pytest.mark.parametrize("words", BOTH)
def test_alike_streets_are_said_to_be_level(words):
    metric = metrics()["pt_on_time"]
    # One of them leaves the district's line, as one of many will.
    cases = [Case(900, 400)] * 5 + [Case(935, 400)]
    values = judged(metric, counted(metric, cases, goals=(None, 0.905)))
    assert clear_names(values, "above", words)
    sentence = story.headline(values, metric, "district", words)
    assert names_in(sentence, words) == set()
    assert says(sentence, "compare.none_apart", words, count=in_words(6, words))


@pytest.mark.parametrize("words", BOTH)
def test_nothing_to_compare_is_said(words):
    metric = metrics()["pt_on_time"]
    values = judged(metric, counted(metric, [Case(0, 5, "no_data")] * 3, goals=(0.9, 0.9)))
    assert says(story.headline(values, metric, "district", words), "compare.nothing", words)
    assert story.bands_title(values, metric, words) == words("compare.not_ranked")
    assert says(story.dots_alt(values, metric, words), "compare.nothing", words)


@MANY
@given(boards(), st.sampled_from(BOTH))
def test_every_band_is_told_with_its_size(board, words):
    metric, values = board
    title = story.bands_title(values, metric, words)
    banded = values.filter(values["band"].is_not_null())
    sizes = list(banded.group_by("band").len().sort("band")["len"])
    if not sizes:
        assert title == words("compare.not_ranked")
    elif sizes == [1]:
        assert not says(title, "compare.bands", words)
    elif len(sizes) == 1:
        assert says(title, "compare.one_band", words, count=in_words(sizes[0], words))
    else:
        assert says(title, "compare.bands", words, count=in_words(len(sizes), words))
        for size in (one for one in sizes if one > 2):
            assert says(title, "compare.span", words, count=in_words(size, words))
        assert names_in(title, words) == ends_of_bands(values, metric, words)


def ends_of_bands(values, metric, words) -> set[str]:
    """Name the first and the last of every band, best first."""
    best_first = metric.polarity is not Polarity.LOW_IS_GOOD
    found = set()
    for _, band in values.filter(values["band"].is_not_null()).group_by("band"):
        rows = band.sort("value", "area_code", descending=[best_first, False])
        names = rows["name_zh" if words is ZH else "name_en"].str.strip_suffix("街道")
        found |= {names[0], names[-1]}
    return found


@MANY
@given(boards(), st.sampled_from(BOTH))
def test_the_description_gives_values_of_the_rows(board, words):
    metric, values = board
    text = story.dots_alt(values, metric, words)
    shown = values.filter(values["value"].is_not_null())
    if not shown.height:
        return
    told = numbers_in(text.replace(metric.label[words.language], ""))
    count, first, last = told
    assert count == shown.height
    scale = 100 if metric.unit == "share" else 1
    known = [value * scale for value in shown["value"]]
    for one in (first, last):
        place = 10.0 ** -NumberFormat.of(metric.unit).decimals
        assert min(abs(one - value) for value in known) <= place / 2 + 1e-9
    ranked = shown.filter(shown["band"].is_not_null())
    ends = {"high_is_good": ("max", "min"), "low_is_good": ("min", "max")}.get(metric.polarity)
    if ranked.height and ends:
        best, worst = (getattr(ranked["value"] * scale, end)() for end in ends)
        assert (first, last) == pytest.approx((best, worst), abs=place / 2 + 1e-9)


@MANY
@given(boards(), st.sampled_from(BOTH))
def test_only_changes_whose_interval_leaves_out_zero_are_counted(board, words):
    metric, values = board
    title = story.slope_title(values, metric, words)
    known = values.filter(values["change"].is_not_null())
    firm = known.filter(~known["is_small"])
    rose = firm.filter(firm["change_low"] > 1e-9).height
    fell = firm.filter(firm["change_high"] < -1e-9).height
    if not known.height:
        assert title == words("compare.no_earlier")
    elif not rose + fell:
        assert title == words("compare.none_moved")
    else:
        for number, key in ((rose, "compare.rose"), (fell, "compare.fell")):
            assert says(title, key, words, count=in_words(number, words)) == bool(number)


@MANY
@given(boards(), st.sampled_from(BOTH))
def test_the_standfirst_names_what_rests_on_too_little(board, words):
    metric, values = board
    text = story.standfirst(values, metric, words)
    small = values.filter(values["is_small"] & values["value"].is_not_null())
    own = small["name_zh" if words is ZH else "name_en"].to_list()
    assert {name for pair in STREETS for name in pair if name in text} == set(own)
    basis = "effective_n" if metric.kind == "survey" else "n"
    told = numbers_in(text)
    for n in small[basis]:
        assert any(abs(one - n) <= 0.5 for one in told)


@MANY
@given(boards(), st.sampled_from(BOTH))
def test_verdicts_claim_only_what_intervals_clear(board, words):
    metric, values = board
    for row in values.iter_rows(named=True):
        firm = not row["is_provisional"]
        target = verdict_on_target(row, metric, words)
        sides = [is_clear(row, side, "target") and firm for side in ("above", "below")]
        assert (target.tone in FIRM) == (any(sides) and metric.polarity != "no_judgement")
        district = verdict_on_district(row, words)
        above, below = (is_clear(row, side, "benchmark") and firm for side in ("above", "below"))
        assert ("▲" in district.text, "▼" in district.text) == (above, below)


@MANY
@given(boards(), st.sampled_from(BOTH))
def test_a_change_is_coloured_only_where_it_is_clear(board, words):
    metric, values = board
    for row in values.iter_rows(named=True):
        said = change_text(row, metric, words)
        if row["change"] is None:
            assert said.text == words("change.none")
            continue
        is_sure = row["change_low"] > 1e-9 or row["change_high"] < -1e-9
        assert ("▲" in said.text or "▼" in said.text) == (is_sure and not row["is_small"])
        assert said.tone is Tone.PLAIN or is_sure


@MANY
@given(boards(of=COUNTED), st.sampled_from(BOTH), st.sampled_from(["target", "district"]))
def test_the_chart_says_what_the_sentences_say(board, words, against):
    metric, values = board
    chart = dot_chart(values, metric, against=against, face=FACE, words=words)
    level = "target" if against == "target" else "benchmark"
    firm = {row.key for row in chart.rows if row.tone in FIRM}
    judging = metric.polarity is not Polarity.NO_JUDGEMENT
    assert firm == {
        row["area_code"]
        for row in values.iter_rows(named=True)
        for side in ("above", "below")
        if judging and not row["is_provisional"] and is_clear(row, side, level)
    }
    small = values.filter(values["is_small"] & values["withheld"].is_null())
    small = small.filter(~small["is_provisional"])
    assert {row.key for row in chart.rows if row.tone is Tone.SMALL} == set(small["area_code"])
    assert len(chart.rows) == values.height
    assert [row.reason != "" for row in chart.rows] == [row.value is None for row in chart.rows]
    slope = slope_chart(values, metric, periods=("a", "b"), face=FACE, words=words)
    assert {row.key for row in slope.rows} == set(values["area_code"])


def test_english_sentences_begin_with_a_capital():
    metric = metrics()["pt_on_time"]
    values = judged(metric, counted(metric, [Case(900, 400)] * 3, goals=(None, 0.5)))
    assert story.headline(values, metric, "district", EN)[0].isupper()


@MANY
@given(boards(), st.sampled_from(BOTH))
def test_against_the_target_every_judged_street_is_counted_once(board, words):
    metric, values = board
    sentence = story.headline(values, metric, "target", words)
    firm = values.filter(
        values["value"].is_not_null() & ~values["is_small"] & ~values["is_provisional"]
    )
    said = firm.filter(firm["target"].is_not_null())["outcome_target"].to_list()
    if not values["value"].is_not_null().any():
        assert says(sentence, "compare.nothing", words)
        return
    assert says(sentence, "compare.no_target", words) == (not said)
    missed = [one for one in said if one in {"worse", "higher", "lower"}]
    for key, number in (("met", said.count("better")), ("missed", len(missed))):
        part = words(f"compare.target_{key}", count=in_words(number, words))
        assert (part.lower() in sentence.lower()) == bool(number)
