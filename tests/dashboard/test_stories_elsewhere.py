"""Survey, rankings and deliveries: every number of a sentence is that of its rows."""

from math import sqrt

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.labels import change_text
from dashboard.charts.spec import Tone
from dashboard.charts.standings import Standings
from dashboard.stories import data as deliveries
from dashboard.stories import rankings, survey
from dashboard.stories.phrases import counted as in_words
from dashboard.stories.phrases import listed
from tests.dashboard.boards import BOTH, HEADLINES, MANY, STREETS, ZH, says
from tests.dashboard.test_stories_compare import names_in, numbers_in
from tests.dashboard.test_stories_overview import own_boards, rows_of

ENOUGH = 200
OWN = "320116"
GROUPS = ("18-29", "30-44", "45-59", "60+", "female", "male")
RANKED = {
    "area_code": pl.String,
    "area_name": pl.String,
    "area_name_en": pl.String,
    "value": pl.Float64,
    "published_rank": pl.Int64,
    "peer_count": pl.Int64,
    "is_published": pl.Boolean,
}
SIZES = st.lists(st.none() | st.floats(1, 2000), min_size=1, max_size=len(STREETS))
SHARES = st.lists(st.floats(0.01, 0.6), min_size=6, max_size=6)
COUNTS = st.integers(0, 5000)


def sampled(sizes) -> pl.DataFrame:
    rows = [(f"32011600{number}", *STREETS[number], size) for number, size in enumerate(sizes)]
    schema = {"area_code": pl.String, "name_zh": pl.String, "name_en": pl.String}
    return pl.DataFrame(rows, schema={**schema, "effective_n": pl.Float64}, orient="row")


def traits_of(answers, residents) -> pl.DataFrame:
    rows = [
        ("age_band" if number < 4 else "sex", group, answers[number], residents[number])
        for number, group in enumerate(GROUPS)
    ]
    names = ("trait", "value", "answer_share", "resident_share")
    frame = pl.DataFrame(rows, schema=names, orient="row")
    return frame.with_columns(pl.lit(None, pl.Float64).alias("weighted_share"))


@MANY
@given(own_boards(), st.sampled_from(BOTH))
def test_only_what_clearly_moved_is_said_to_have_moved(own, words):
    sentence = survey.moved(HEADLINES, own, words)
    rows = rows_of(own)
    found = {"rose": [], "fell": []}
    for metric in HEADLINES:
        row = rows[metric.metric_id]
        said = change_text(row, metric, words)
        name = metric.short_label[words.language]
        if said.tone is not Tone.PLAIN:
            key = "rose" if row["change_low"] > 0 else "fell"
            found[key].append(name if words is ZH else name.lower())
    for key, names in found.items():
        told = says(sentence, f"survey.{key}", words, names=listed(names, words))
        assert told == bool(names)


@MANY
@given(SIZES, st.sampled_from(BOTH))
def test_streets_with_too_few_answers_are_named(sizes, words):
    texts = survey.samples_texts(sampled(sizes), period="2020", words=words)
    title = texts.title
    thin = [number for number, size in enumerate(sizes) if (size or 0) < ENOUGH]
    own = {
        STREETS[number][0].removesuffix("街道") if words is ZH else STREETS[number][1]
        for number in thin
    }
    assert names_in(title, words) == own
    key = "survey.some_thin" if thin else "survey.all_enough"
    assert says(title, key, words, count=in_words(len(sizes) - len(thin), words), least=ENOUGH)
    told = [round(one) for one in numbers_in(title)]
    assert all(round(sizes[number] or 0) in told for number in thin)
    assert not texts.alt


@MANY
@given(SHARES, SHARES, st.sampled_from(BOTH))
def test_a_group_is_missing_only_where_it_clearly_is(answers, residents, words):
    traits = traits_of(answers, residents)
    title = survey.traits_texts(traits, period="2020", words=words).title
    reached = {group: answers[i] / residents[i] for i, group in enumerate(GROUPS)}
    worst = min(reached, key=lambda group: reached[group])
    name = words(f"trait.{worst}")
    assert says(title, "survey.traits_even", words) == (reached[worst] >= 0.75)
    if reached[worst] < 0.75:
        assert says(title, "survey.traits_missing", words, group=name)


@st.composite
def city(draw) -> Standings:
    """Draw a ranking of up to twelve districts, the own one among them or not."""
    size = draw(st.integers(1, 12))
    values = draw(st.lists(st.none() | st.floats(0.9, 1.0), min_size=size, max_size=size))
    codes = [OWN if draw(st.booleans()) else "320102", *(f"3201{20 + i}" for i in range(size - 1))]
    rows = [
        (codes[i], f"区{i}", f"District {i}", values[i], i + 1, size, draw(st.booleans()))
        for i in range(size)
    ]
    return Standings(pl.DataFrame(rows, schema=RANKED, orient="row"), "share", OWN)


@MANY
@given(city(), st.floats(0.0005, 0.02), st.integers(100, 9000), st.sampled_from(BOTH))
def test_the_ranking_says_how_many_are_too_close_to_tell(standings, error, n, words):
    estimate = {"standard_error": error, "effective_n": float(n), "n": float(n), "value": 0.95}
    text = rankings.sample_sentence(standings, estimate, words)
    least = 1.959964 * sqrt(2) * error
    own = standings.own
    reference = own["value"] if own and own["value"] is not None else 0.95
    others = [
        row["value"]
        for row in standings.rows.iter_rows(named=True)
        if row["area_code"] != OWN and row["value"] is not None
    ]
    near = [one for one in others if abs(one - reference) < least]
    told = {
        "near": in_words(len(near), words),
        "others": in_words(len(others), words),
    }
    assert says(text, "rankings.sample", words, **told)
    assert n in [round(one) for one in numbers_in(text)]
    assert any(abs(one - least * 100) <= 0.005 + 1e-9 for one in numbers_in(text))


@MANY
@given(city(), city(), st.sampled_from(BOTH))
def test_what_was_published_and_what_was_invented_are_told_apart(of_city, of_province, words):
    text = rankings.headline(of_city, of_province, name="X", words=words)
    owns = [("city", of_city.own), ("province", of_province.own)]
    known = [(scope, own) for scope, own in owns if own is not None]
    published = [scope for scope, own in known if own["is_published"]]
    for scope, own in known:
        for source in ("published", "invented"):
            is_shown = own["is_published"] == (source == "published")
            is_shown &= source == "published" or not published
            rank = own["published_rank"]
            assert says(text, f"rankings.{source}_{scope}", words, rank=rank) == is_shown
    assert says(text, "rankings.none", words) == (not known)


@MANY
@given(city(), st.sampled_from(BOTH))
def test_published_and_invented_values_are_counted(standings, words):
    title = rankings.city_title(standings, words)
    published = int(standings.rows["is_published"].sum())
    assert says(
        title,
        "rankings.city_title",
        words,
        count=in_words(standings.rows.height, words),
        published=in_words(published, words),
        invented=in_words(standings.rows.height - published, words),
    )


@st.composite
def accounts(draw) -> pl.DataFrame:
    """Draw the account of a few files."""
    rows = []
    for number in range(draw(st.integers(1, 4))):
        accepted, quarantined, skipped = (draw(COUNTS) for _ in range(3))
        refused = draw(st.sampled_from([None, None, "not_a_table"]))
        total = accepted + quarantined + skipped
        rows.append((f"{number}.csv", total, accepted, quarantined, skipped, refused))
    names = ("file", "records", "accepted", "quarantined", "skipped", "refused")
    types = (pl.String, pl.Int64, pl.Int64, pl.Int64, pl.Int64, pl.String)
    return pl.DataFrame(rows, schema=dict(zip(names, types, strict=True)), orient="row")


@MANY
@given(accounts(), st.lists(st.integers(1, 400), max_size=3), st.sampled_from(BOTH))
def test_the_account_of_deliveries_adds_up(files, lost, words):
    unmatched = pl.DataFrame({"row_count": lost}, schema={"row_count": pl.Int64})
    total = {name: int(files[name].sum()) for name in ("records", "accepted", "quarantined")}
    account = numbers_in(deliveries.account_sentence(files, words))
    assert account[0] == sum(account[1:]) == total["records"]
    told = numbers_in(deliveries.headline(files, unmatched, words))
    refused = files["refused"].is_not_null().sum()
    aside = [one for one in (total["quarantined"], refused, sum(lost)) if one]
    taken = [files.height, total["accepted"], total["records"]]
    assert sorted(told[:3]) == sorted(taken)
    assert told[3:] == aside
    is_clean = says(deliveries.headline(files, unmatched, words), "data.nothing_aside", words)
    assert is_clean == (not aside)
