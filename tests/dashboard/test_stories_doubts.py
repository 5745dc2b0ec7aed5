"""What is worth checking is told with its counts, and nobody is accused."""

import datetime as dt
import re

import polars as pl
import pytest

from dashboard.stories import doubts
from dashboard.text import words
from tests.dashboard.boards import BOTH
from tests.dashboard.test_stories_compare import numbers_in
from warehouse.catalog import metrics

SUBJECTS = {
    "full_scores": "pt_on_time",
    "month_end": "household_visits",
    "travel": "patrols",
    "identical_answers": "survey_responses",
    "terminations": "matters",
}
ACCUSING = re.compile(r"造假|作弊|违规|虚报|fraud|cheat|fake|falsif|manipulat", re.IGNORECASE)


def compared(*found: str, quiet: int = 3) -> pl.DataFrame:
    """Give comparisons: one that stands out for each check named, and some that do not."""
    return pl.DataFrame(
        [
            {
                "check_id": check,
                "subject": SUBJECTS[check],
                "area_code": "320116006",
                "name_zh": "雄州街道",
                "name_en": "Xiongzhou",
                "unit_zh": "文峰社区" if check == "identical_answers" else None,
                "unit_en": "Wenfeng Community" if check == "identical_answers" else None,
                "period_kind": "quarter",
                "period_start": dt.date(2020, 4, 1),
                "observed_count": 41,
                "trial_count": 57,
                "expected_count": 12.2,
                "quarter_chance": 0.001,
                "is_doubtful": is_doubtful,
                "metric_ids": [SUBJECTS[check]] if check == "full_scores" else ["pt_coverage"],
            }
            for check, is_doubtful in [
                *((one, True) for one in found),
                *(("travel", False),) * quiet,
            ]
        ],
        schema_overrides={"unit_zh": pl.String, "unit_en": pl.String},
    )


@pytest.mark.parametrize("told", BOTH, ids=lambda one: one.language)
@pytest.mark.parametrize("check", doubts.CHECKS)
def test_a_doubt_is_told_with_what_was_seen_and_what_would_be_usual(check, told):
    (row,) = doubts.standing_out(compared(check)).iter_rows(named=True)
    numbers = numbers_in(doubts.sentence(row, told))
    assert 41 in numbers
    assert 13 in numbers
    (line,) = doubts.notes(compared(check), told)
    assert doubts.place(row, told) in line
    assert doubts.sentence(row, told) in line
    assert ("·" in doubts.place(row, told)) == (check == "identical_answers")


@pytest.mark.parametrize("told", BOTH, ids=lambda one: one.language)
def test_how_much_was_compared_is_said_whether_or_not_anything_stands_out(told):
    assert 3 in numbers_in(doubts.summary(compared(), told))
    some = doubts.summary(compared("travel", "terminations"), told)
    assert 5 in numbers_in(some)
    assert some != doubts.summary(compared("travel"), told)
    assert doubts.summary(compared().clear(), told) == told("doubts.nothing_compared")
    assert doubts.notes(compared(), told) == []


@pytest.mark.parametrize("told", BOTH, ids=lambda one: one.language)
def test_every_rule_is_stated_with_its_comparisons(told):
    rules = doubts.rules(compared("terminations"), told)
    assert len(rules) == len(doubts.CHECKS)
    assert [numbers_in(rule)[-1] for _, rule in rules] == [0, 0, 3, 0, 1]
    assert 1000 in numbers_in(doubts.certainty(compared(), told))


def test_a_doubt_leads_to_metrics_that_are_there():
    for row in compared(*doubts.CHECKS).iter_rows(named=True):
        for metric_id, name in doubts.touched(row, words("en")):
            assert metrics()[metric_id].short_label["en"] == name


@pytest.mark.parametrize("told", BOTH, ids=lambda one: one.language)
def test_no_word_accuses(told):
    said = [told.blanks(key) for key in told.keys() if key.startswith("doubts.")]  # noqa: SIM118
    assert said
    assert [one for one in said if ACCUSING.search(one)] == []
