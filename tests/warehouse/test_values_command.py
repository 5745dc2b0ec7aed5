"""``python -m warehouse values``: the shape that other programs rely on."""

import json

import pytest

from tests.load.city import DONE, MISTAKE
from warehouse.__main__ import main
from warehouse.catalog import LEVELS, metrics

HEAD = {
    "metric",
    "level",
    "period",
    "period_kind",
    "version",
    "unit",
    "polarity",
    "interval_method",
    "rows",
}
ROW = (
    "area_code",
    "area",
    "period",
    "numerator",
    "denominator",
    "value",
    "low",
    "high",
    "n",
    "target",
    "benchmark",
    "outcome",
    "rank",
    "rank_low",
    "rank_high",
    "peers",
    "withheld",
)
OF_A_VALUE = ("numerator", "denominator", "value", "low", "high", "n", "rank")


@pytest.fixture
def ask(built, capsys, monkeypatch):
    """Run the command on the small district."""

    def asked(*arguments):
        monkeypatch.setenv("DATA_DIR", str(built.data_dir.root))
        code = main(["values", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return asked


def answer(ask, *arguments):
    code, out, err = ask(*arguments, "--json")
    assert (code, err) == (DONE, "")
    return json.loads(out)


@pytest.mark.parametrize("metric_id", metrics())
@pytest.mark.parametrize("level", LEVELS)
def test_every_metric_answers_in_the_agreed_shape(ask, metric_id, level):
    said = answer(ask, "--metric", metric_id, "--level", level, "--period", "2020-Q1")
    assert said.keys() >= HEAD
    assert (said["metric"], said["level"]) == (metric_id, level)
    assert (said["period"], said["period_kind"]) == ("2020-Q1", "quarter")
    assert said["rows"]
    for row in said["rows"]:
        assert tuple(row)[: len(ROW)] == ROW
        if row["withheld"]:
            assert [row[name] for name in OF_A_VALUE] == [None] * len(OF_A_VALUE)
        else:
            assert row["value"] is not None
        if said["unit"] == "share" and row["value"] is not None:
            assert 0 <= row["value"] <= 1


def test_numbers_are_unrounded(ask):
    (row,) = answer(ask, "--metric", "gb_dedicated", "--period", "2020")["rows"]
    assert (row["numerator"], row["denominator"], row["value"]) == (1, 4, 0.25)
    rows = answer(ask, "--metric", "gb_dedicated", "--level", "street", "--period", "2020")["rows"]
    assert [row["value"] for row in rows] == [1 / 3, 0]


@pytest.mark.parametrize(
    ("period", "kind"),
    [("2020", "year"), ("2020-H1", "half"), ("2020-Q1", "quarter"), ("2020-03", "month")],
)
def test_periods_of_every_kind_are_asked_by_their_label(ask, period, kind):
    asked = ("--metric", "pt_coverage", "--period", period, "--period-kind", kind)
    said = answer(ask, *asked)
    assert (said["period"], said["period_kind"]) == (period, kind)
    assert [row["period"] for row in said["rows"]] == [period]


def test_an_area_limits_the_rows_but_not_the_ranks(ask):
    asked = ("--metric", "sv_know_worker", "--level", "street", "--period", "2020-Q1")
    both = answer(ask, *asked)["rows"]
    (one,) = answer(ask, *asked, "--scope", "S2")["rows"]
    assert one in both
    assert one["peers"] == 2


def test_names_are_in_the_language_asked_for(ask):
    asked = ("--metric", "pt_coverage", "--level", "street", "--period", "2020-Q1", "--lang")
    assert [row["area"] for row in answer(ask, *asked, "zh")["rows"]] == ["雄州街道", "龙池街道"]
    assert [row["area"] for row in answer(ask, *asked, "en")["rows"]] == ["Xiongzhou", "Longchi"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--metric", "gb_none", "--period", "2020"), "no metric gb_none"),
        (("--metric", "gb_dedicated", "--period", "2020-13"), "not a period: 2020-13"),
        (
            ("--metric", "gb_dedicated", "--period", "2020", "--period-kind", "month"),
            "not a period: 2020 (month)",
        ),
        (("--metric", "gb_dedicated", "--period", "2020", "--scope", "S9"), "no area S9"),
    ],
)
def test_a_mistake_is_one_sentence(ask, arguments, said):
    code, out, err = ask(*arguments, "--lang", "en")
    assert (code, out, err.count("\n")) == (MISTAKE, "", 1)
    assert said in err


def test_before_anything_is_published_it_says_what_to_do(city, capsys, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(city.data_dir.root))
    code = main(["values", "--metric", "gb_dedicated", "--period", "2020", "--lang", "en"])
    assert code == MISTAKE
    assert "run python -m pipelines build first" in capsys.readouterr().err


def test_a_person_reads_a_table(ask):
    _, out, _ = ask("--metric", "gb_dedicated", "--level", "street", "--period", "2020")
    header, *lines = out.splitlines()
    assert header.split("\t")[:3] == ["area_code", "area", "numerator"]
    assert [line.split("\t")[0] for line in lines] == ["S1", "S2"]
