"""What is said of two streets, and of adjusted values, is what the rows say."""

import re

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.charts.duel import rounded
from dashboard.charts.spec import DuelChart, DuelRow, Said, Tone
from dashboard.stories import adjusted as adjusted_story
from dashboard.stories import pair as story
from dashboard.stories.phrases import counted
from tests.charts.any_chart import chart_of
from tests.dashboard.boards import BOTH, STREETS, ZH

MANY = settings(max_examples=60, deadline=None)
NAMES = ("甲山", "乙水")
TONES = (Tone.BETTER, Tone.WORSE, Tone.PLAIN, Tone.SMALL, Tone.WITHHELD)


def duel(tones: list[Tone]) -> DuelChart:
    base = chart_of(DuelChart, "x")
    rows = tuple(
        DuelRow(
            str(at),
            "",
            "",
            0.5,
            0.4,
            "",
            "",
            None if tone is Tone.WITHHELD else 0.1,
            "",
            1.0,
            Said("", tone),
            "",
        )
        for at, tone in enumerate(tones)
    )
    return DuelChart(base.face, NAMES, rows, base.columns, base.ends)


@MANY
@given(st.lists(st.sampled_from(TONES), min_size=1, max_size=14), st.sampled_from(BOTH))
def test_the_title_counts_who_is_clearly_better_on_how_much(tones, words):
    said = story.pair_title(duel(tones), words)
    first, second = tones.count(Tone.BETTER), tones.count(Tone.WORSE)
    told = len(tones) - tones.count(Tone.WITHHELD)
    if not told:
        assert said == words("pair.nothing")
        return
    assert str(told) in re.findall(r"\d+", said)
    for name, count in zip(NAMES, (first, second), strict=True):
        assert name in said
        if first or second:
            lead = words("pair.leads", name=name, count=counted(count, words))
            assert (lead in said) is bool(count)
    rest = told - first - second
    if rest and (first or second):
        assert counted(rest, words) in said


@MANY
@given(
    st.lists(
        st.tuples(st.sampled_from(["better", "worse", "similar"]), st.booleans()),
        min_size=1,
        max_size=len(STREETS),
    ),
    st.sampled_from(BOTH),
)
def test_the_title_names_the_streets_whose_verdict_the_mix_changes(cases, words):
    rows = pl.DataFrame(
        [
            {
                "name_zh": zh,
                "name_en": en,
                "value": 0.9,
                "crude": 0.88,
                "outcome": outcome,
                "outcome_crude": "similar" if changes and outcome != "similar" else outcome,
            }
            for (zh, en), (outcome, changes) in zip(STREETS, cases, strict=False)
        ]
    )
    said = adjusted_story.adjusted_title(rows, words)
    changed = [
        zh.removesuffix("街道") if words is ZH else en
        for (zh, en), (outcome, changes) in zip(STREETS, cases, strict=False)
        if changes and outcome != "similar"
    ]
    if not changed:
        assert counted(len(cases), words) in said.lower()
    elif len(changed) <= adjusted_story.NAMED:
        assert all(name in said for name in changed)
    else:
        assert counted(len(changed), words) in said.lower()


@pytest.mark.parametrize(
    ("needed", "said"), [(7.2, 8), (99, 99), (2210, 2300), (6537, 6600), (431.5, 440), (100, 100)]
)
def test_numbers_needed_keep_two_digits_and_are_never_too_few(needed, said):
    assert rounded(needed) == said
