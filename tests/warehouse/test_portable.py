"""The subset of SQL that means the same on both engines."""

import pytest

from warehouse.model_files import Model, model_files, schema_of
from warehouse.portable import violations


def of(sql):
    return violations(Model("reductions.int_things", sql, "a", frozenset()))


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("select * from t", ["Star"]),
        ("select t.* from t", ["Star"]),
        ("select count(*) filter (t.a) from t", ["Filter"]),
        ("select unnest([1, 2])", ["array", "explode"]),
        ("select a from t qualify row_number() over (order by a) = 1", ["Qualify"]),
        ("select a / 2 from t", ["division without nullif"]),
        ("select a / b from t", ["division without nullif"]),
        ("select date_diff('day', a, b) from t", ["date_diff in"]),
        ("select date_diff('month', a, b) from t", ["date_diff in"]),
        ("select median(a) from t", ["median"]),
        ("select quantile_cont(a, 0.5) from t", ["percentile_cont"]),
        ("select arg_max(a, b) from t", ["arg_max"]),
        ("select strftime(a, '%Y') from t", ["time_to_str"]),
        ("select list_contains(a, 1) from t", ["array_contains"]),
        ("select regexp_matches(a, 'x') from t", ["regexp"]),
        ("select extract(year from a) from t", ["extract"]),
        ("select a from t, lateral (select 1) as b", ["Lateral"]),
    ],
)
def test_what_means_something_else_elsewhere_is_refused(sql, said):
    found = of(sql)
    for word in said:
        assert any(word.lower() in one.lower() for one in found), found


@pytest.mark.parametrize(
    "sql",
    [
        "select count(*) as a, sum(case when t.b = 1 then 1 else 0 end) as c from t",
        "select a / nullif(b, 0) from t",
        "select date_diff('second', a, b) from t",
        "select cast(date_trunc('month', a) as date) from t",
        "select lead(a) over (partition by b order by a), row_number() over (order by a) from t",
        "select coalesce(least(a, b), greatest(a, b)), abs(a), round(a, 2), lower(c) from t",
    ],
)
def test_what_means_the_same_is_taken(sql):
    assert of(sql) == []


@pytest.mark.parametrize(
    "model",
    [one for one in model_files() if schema_of(one.name) == "reductions"],
    ids=lambda model: model.name,
)
def test_reductions_keep_to_it(model):
    assert violations(model) == []
