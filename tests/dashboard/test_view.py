"""A view fits in a link and comes back out of it; a link that makes no sense does no harm."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.text import LANGUAGES
from dashboard.view import COMPARISONS, View
from warehouse.periods import Period, PeriodKind

SAFE = st.text(st.characters(exclude_categories=("C", "Z")), max_size=64)
PERIODS = st.builds(
    lambda day, kind: Period(day.replace(day=1), PeriodKind.MONTH).within(kind).label,
    st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)),
    st.sampled_from(PeriodKind),
)
VIEWS = st.builds(
    View,
    lang=st.sampled_from(LANGUAGES),
    area=SAFE,
    period=st.just("") | PERIODS,
    against=st.sampled_from(COMPARISONS),
    metric=SAFE,
    peers=SAFE,
    trace=SAFE,
)
NAMES = st.sampled_from([*View.__dataclass_fields__, "utm_source", "embed", ""])
ANYTHING = st.dictionaries(NAMES, st.text(max_size=80) | PERIODS)


@given(VIEWS)
def test_a_view_survives_its_link(view):
    assert View.from_link(view.as_link()) == view


@given(VIEWS)
def test_a_link_says_only_what_is_not_usual(view):
    usual = View()
    assert all(getattr(usual, name) != value for name, value in view.as_link().items())
    assert View().as_link() == {}


@given(ANYTHING)
def test_no_link_breaks_a_page(query):
    view = View.from_link(query)
    assert view.lang in LANGUAGES
    assert view.against in COMPARISONS
    if view.period:
        assert Period.parse(view.period).label
    assert set(view.as_link()) <= set(View.__dataclass_fields__)


@pytest.mark.parametrize(
    "period",
    [
        "0000",
        "0000-01",
        "2020-13",
        "2020-00",
        "2020-Q5",
        "2020-H3",
        "20",
        "2020-Q3 ",
        "２０２０",
        "x",
    ],
)
def test_what_is_no_period_is_left_at_its_default(period):
    assert View.from_link({"period": period}).period == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lang", "fr"),
        ("against", "best"),
        ("area", "x" * 65),
        ("metric", "a\nb"),
        ("trace", "\x00"),
    ],
)
def test_what_makes_no_sense_is_left_at_its_default(name, value):
    assert View.from_link({name: value}) == View()


def test_a_link_that_names_no_language_is_chinese():
    assert View.from_link({"area": "320116"}).lang == "zh"
    assert View.from_link({"lang": "en"}).lang == "en"


@given(VIEWS, st.sampled_from(LANGUAGES))
def test_another_language_changes_nothing_else(view, language):
    other = view.but(lang=language)
    assert other.but(lang=view.lang) == view
