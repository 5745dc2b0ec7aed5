"""What values are taken apart with: classes that add up, promises, weights of the index."""

import pytest

from tests.builders import VERSION, warehouse
from tests.load.city import City, table
from tests.spec.world import AREAS, GRIDS, rows_of
from warehouse.access import AccessScope
from warehouse.catalog import PILLARS
from warehouse.connection import Warehouse
from warehouse.index_weights import SHIPPED, IndexWeightsError, index_weights
from warehouse.periods import Period
from warehouse.reader import Reader

MARCH = Period.parse("2020-03")
MATTERS = """
    grid_code | class    | reported_at | due_at     | closed_at  | status
    ----------+----------+-------------+------------+------------+-------
    S1G1      | ordinary | 2020-03-02  | 2020-03-09 | 2020-03-05 | closed
    S1G1      | ordinary | 2020-03-02  | 2020-03-09 | 2020-03-15 | closed
    S1G2      | urgent   | 2020-03-02  | 2020-03-09 | 2020-03-05 | closed
    S1G3      | –        | 2020-03-02  | 2020-03-09 | –          | open
    S2G1      | urgent   | 2020-03-02  | 2020-03-09 | 2020-03-05 | closed
    """
ANSWERS = """
    times | street_code | wave    | fielded_from | fielded_to | mode  | satisfaction
    ------+-------------+---------+--------------+------------+-------+-------------
    30    | S1          | 2020-Q1 | 2020-02-02   | 2020-02-20 | phone | 5
    10    | S1          | 2020-Q1 | 2020-02-02   | 2020-02-20 | phone | 2
    29    | S1          | 2020-Q1 | 2020-02-02   | 2020-02-20 | face  | 5
    """


def asked(scope: AccessScope | None = None, **given: str) -> Reader:
    tables = {"areas": AREAS, "grids": GRIDS, **given}
    con = warehouse({name: rows_of(name, text) for name, text in tables.items()})
    held = Warehouse(con, VERSION)
    return Reader(held, scope) if scope else Reader(held)


def parts(reader: Reader, metric_id: str, period: Period, dimension: str) -> dict:
    rows = reader.analysis.parts(reader.metric(metric_id), period).filter(dimension=dimension)
    return {
        (street, kind): (numerator, denominator)
        for street, kind, numerator, denominator in rows.select(
            "area_code", "class", "numerator", "denominator"
        ).iter_rows()
    }


def test_what_a_street_counts_is_parted_by_class_and_by_kind_of_grid():
    reader = asked(matters=MATTERS)
    assert parts(reader, "ev_on_time_close", MARCH, "matter_class") == {
        ("S1", "ordinary"): (1, 2),
        ("S1", "urgent"): (1, 1),
        ("S1", "none"): (0, 1),
        ("S2", "urgent"): (1, 1),
    }
    assert parts(reader, "ev_on_time_close", MARCH, "grid_kind") == {
        ("S1", "comprehensive"): (1, 3),
        ("S1", "dedicated"): (1, 1),
        ("S2", "comprehensive"): (1, 1),
    }


def test_a_class_of_few_answers_is_withheld():
    reader = asked(survey_responses=ANSWERS)
    found = parts(reader, "sv_satisfaction", Period.parse("2020-Q1"), "mode")
    assert found["S1", "face"] == (None, None)
    numerator, denominator = found["S1", "phone"]
    assert numerator / denominator == pytest.approx(0.75)


@pytest.mark.parametrize("metric_id", ["pb_key_visits", "pt_household", "tm_turnover"])
def test_parts_of_persons_and_households_are_not_kept(metric_id):
    reader = asked(matters=MATTERS)
    assert not reader.analysis.parts(reader.metric(metric_id), MARCH).height


def test_a_reader_of_one_street_sees_the_parts_of_that_street():
    reader = asked(AccessScope(frozenset({"S2"})), matters=MATTERS)
    rows = reader.analysis.parts(reader.metric("ev_on_time_close"), MARCH)
    assert set(rows["area_code"]) == {"S2"}


def test_the_ends_of_the_scale_are_floor_and_target_unless_others_were_delivered():
    reader = asked(
        targets="""
        metric           | area_code | level  | period  | target | floor | goal_low | goal_high
        -----------------+-----------+--------+---------+--------+-------+----------+----------
        ev_on_time_close | –         | street | 2020    | 0.95   | 0.85  | –        | –
        ev_on_time_close | S1        | –      | 2020    | 0.90   | –     | –        | –
        ev_on_time_close | –         | street | 2020-03 | 0.97   | –     | –        | –
        pt_on_time       | –         | street | 2020    | 0.95   | 0.85  | 0.80     | 1.00
        """
    )
    rows = reader.analysis.goals(["ev_on_time_close", "pt_on_time"], level="street", period=MARCH)
    found = {row["metric_id"]: (row["goal_low"], row["goal_high"]) for row in rows.to_dicts()}
    assert found == {"ev_on_time_close": (0.85, 0.97), "pt_on_time": (0.80, 1.0)}


def test_shipped_weights_count_every_pillar_and_every_metric_in_it_the_same():
    rows = index_weights(SHIPPED)
    pillars = rows.unique("pillar")
    assert set(pillars["pillar"]) == set(PILLARS)
    assert pillars["pillar_weight"].to_list() == pytest.approx([1 / 6] * 6)
    sums = rows.group_by("pillar").agg(total="metric_weight").explode("total")
    for _, group in sums.group_by("pillar"):
        assert group["total"].sum() == pytest.approx(1)
        assert group["total"].n_unique() == 1


def test_a_districts_own_weights_hold_from_the_next_build_on(tmp_path):
    city = City(tmp_path)
    city.deliver("areas.csv", table("areas", {"level": "district", "code": "D", "name": "示例区"}))
    assert city.load(city.inbox).code == 0
    assert city.run("build").code == 0
    own = "[pillars]\npublic_judgement = 4\n[metrics]\nsv_security = 3\nsv_know_worker = 0\n"
    city.data_dir.index_weights.write_text(own, encoding="utf-8")
    said = city.run("build")
    assert "nothing has changed" not in said.out
    rows = index_weights(city.data_dir.index_weights)
    weights = dict(rows.select("metric_id", "metric_weight").iter_rows())
    assert weights["sv_security"] == pytest.approx(3 / 5)
    assert weights["sv_know_worker"] == 0
    pillars = dict(rows.select("pillar", "pillar_weight").iter_rows())
    assert pillars["public_judgement"] == pytest.approx(4 / 9)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[pillars]\npatrol = -1", "[pillars] patrol: not a number from 0 up: -1"),
        ("[pillars]\npatrol = true", "[pillars] patrol: not a number"),
        ("[pillars]\npatrol = inf", "[pillars] patrol: not a number"),
        ("[metrics]\nsv_neff = 1", "[metrics] sv_neff: none of"),
        ("[weights]\npatrol = 1", "[weights]: no such table"),
        ("pillars = 3", "pillars: not a table"),
        ("[pillars\n", "index.toml: "),
        ("[pillars]\n" + "\n".join(f"{name} = 0" for name in PILLARS), "every weight is 0"),
    ],
)
def test_weights_that_make_no_sense_are_refused_with_their_place(tmp_path, text, said):
    path = tmp_path / "index.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(IndexWeightsError) as error:
        index_weights(path)
    assert said in str(error.value)


@pytest.mark.parametrize(("lang", "said"), [("zh", "指数权重文件不能用"), ("en", "weights of")])
def test_a_build_with_weights_that_make_no_sense_says_what_to_do(tmp_path, lang, said):
    city = City(tmp_path)
    city.deliver("areas.csv", table("areas", {"level": "district", "code": "D", "name": "示例区"}))
    assert city.load(city.inbox).code == 0
    city.data_dir.index_weights.write_text("[pillars]\npatrol = -1\n", encoding="utf-8")
    answer = city.run("build", lang=lang)
    assert answer.code != 0
    assert said in answer.err
    assert "[pillars] patrol" in answer.err
    assert "Traceback" not in answer.err
