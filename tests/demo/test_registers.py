"""The registers: the essay's counts at scale 1, and a net of grids without gaps."""

import datetime as dt
import json

import polars as pl
import pytest
import shapely

from pipelines.demo import places
from pipelines.demo.account import Account
from pipelines.demo.benchmark_files import write_benchmarks
from pipelines.demo.event_files import Desk
from pipelines.demo.files import Outbox
from pipelines.demo.plan import Scenario, read_plan
from pipelines.demo.register_files import write_registers
from pipelines.demo.registers import make_registers
from pipelines.demo.streams import Streams
from pipelines.sources import SOURCES
from tests.demo.deliveries import keeping, read_file

LAST_DAY = dt.date(2020, 12, 31)


class Delivered:
    """Registers and benchmarks of the full district, read back from their files."""

    def __init__(self, root, outbox):
        self.root, self._outbox = root, outbox

    def rows(self, source_name):
        source = SOURCES[source_name]
        bad = {(one.file, one.line) for one in self._outbox.bad}
        by_header = {
            spoken: field.name for field in source.fields for spoken in (field.name, *field.names)
        }
        frames = []
        for file in self._outbox.written:
            if file.source != source_name:
                continue
            header, records = read_file(self.root / file.name)
            good = [one for one in records if (file.name, one.line) not in bad]
            frame = pl.DataFrame(
                {
                    by_header[column]: pl.Series([one.cells[at] for one in good], dtype=pl.String)
                    for at, column in enumerate(header)
                }
            ).with_columns(pl.Series("source_line", [one.line for one in good], dtype=pl.UInt32))
            frames.append(keeping(frame, source))
        return pl.concat(frames)


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    root = tmp_path_factory.mktemp("registers")
    plan, streams = read_plan(Scenario.DEFAULT, scale=1.0), Streams(1)
    outbox = Outbox(root, created=dt.datetime(2021, 1, 4, 8))
    registers = make_registers(plan, streams)
    desk = Desk(plan, streams, registers, residents=[], outbox=outbox, account=Account())
    write_registers(desk)
    write_benchmarks(desk)
    return Delivered(root, outbox)


@pytest.fixture(scope="module")
def current(district):
    grids = district.rows("grids")
    return grids.filter(
        (pl.col("valid_from") <= LAST_DAY)
        & (pl.col("valid_to").is_null() | (pl.col("valid_to") > LAST_DAY))
    )


def test_there_are_995_grids(current):
    assert dict(current.group_by("kind").len().iter_rows()) == {
        "comprehensive": 826,
        "dedicated": 169,
    }
    assert current["grid_code"].n_unique() == 995


def test_822_comprehensive_grids_have_a_branch_and_13000_members(district, current):
    party = district.rows("party_organisations").filter(
        (pl.col("since") <= LAST_DAY) & pl.col("until").is_null()
    )
    counts = dict(party.group_by("kind").len().iter_rows())
    assert counts == {"branch": 822, "home": 135, "pairing": 351, "enterprise": 26}
    branches = party.filter(pl.col("kind") == "branch")
    comprehensive = current.filter(pl.col("kind") == "comprehensive")["grid_code"]
    assert branches["grid_code"].n_unique() == 822
    assert branches["grid_code"].is_in(comprehensive.implode()).all()
    assert branches["members"].sum() == 13_000


def test_12900_households_are_on_the_list(district):
    listed = district.rows("key_households").filter(
        (pl.col("listed_on") <= LAST_DAY)
        & (pl.col("delisted_on").is_null() | (pl.col("delisted_on") > LAST_DAY))
    )
    assert listed["household_key"].n_unique() == listed.height == 12_900


def test_residents_add_up_to_those_of_the_district(district, current):
    areas = district.rows("areas").filter(pl.col("code_system") == "nbs")
    by_level = dict(areas.group_by("level").agg(pl.col("residents").sum()).iter_rows())
    assert by_level == {"district": 694_500, "street": 694_500, "community": 694_500}
    assert current["residents"].sum() == 694_500
    households = current.filter(pl.col("kind") == "comprehensive")["households"]
    assert 290 < households.mean() < 320


def test_the_same_code_means_another_street_in_the_other_system(district):
    streets = district.rows("areas").filter(pl.col("level") == "street")
    named = {(row["code_system"], row["code"]): row["name"] for row in streets.to_dicts()}
    assert named["nbs", "320116001"] == "大厂街道"
    assert named["civil", "320116001"] == "龙池街道"


def test_streets_run_by_others_have_no_grids(district, current):
    areas = district.rows("areas").filter(pl.col("code_system") == "nbs")
    own = areas.filter(pl.col("level") == "street").group_by("peer_group").len()
    assert dict(own.iter_rows()) == {"六合区管街镇": 9, "江北新区直管": 3}
    communities = areas.filter(pl.col("level") == "community")
    assert communities.height == 105
    assert current["community_code"].is_in(communities["code"].implode()).all()
    assert not communities["name"].str.contains("居委会|村委会").any()


def test_members_are_about_1600_and_every_grid_has_a_head(district, current):
    postings = district.rows("grid_members").filter(pl.col("ended_on").is_null())
    assert 1_500 < postings["member_code"].n_unique() < 1_750
    heads = postings.filter(pl.col("role") == "head")["grid_code"].unique()
    # A head who left in the last weeks may not have been replaced.
    assert current.filter(~pl.col("grid_code").is_in(heads.implode())).height < 40


def test_versions_of_a_grid_never_overlap_and_lineage_is_known(district):
    grids = district.rows("grids").sort("grid_code", "valid_from")
    following = grids.with_columns(
        next_from=pl.col("valid_from").shift(-1).over("grid_code")
    ).filter(pl.col("next_from").is_not_null())
    assert following.height == 8
    assert (following["valid_to"] <= following["next_from"]).all()
    named = grids["predecessor_codes"].drop_nulls().str.split(";").explode()
    assert named.is_in(grids["grid_code"].implode()).all()
    ends = dict(grids.group_by("grid_code").agg(pl.col("valid_to").max()).iter_rows())
    for row in grids.filter(pl.col("predecessor_codes").is_not_null()).to_dicts():
        assert {ends[code] for code in row["predecessor_codes"].split(";")} == {row["valid_from"]}


def test_grids_are_split_merged_closed_and_opened_as_planned(district):
    grids = district.rows("grids")
    made = grids.filter(pl.col("predecessor_codes").is_not_null()).with_columns(
        parents=pl.col("predecessor_codes").str.count_matches(";") + 1
    )
    merged = made.filter(pl.col("parents") == 2)
    split = made.filter(pl.col("parents") == 1)
    of_day = {dt.date(2019, 4, 1): (31, 14, 6), dt.date(2020, 7, 1): (13, 6, 3)}
    for day, (into, split_from, merged_into) in of_day.items():
        new = split.filter(pl.col("valid_from") == day)
        assert (new.height, new["predecessor_codes"].n_unique()) == (into, split_from)
        assert merged.filter(pl.col("valid_from") == day).height == merged_into


def test_outlines_of_grids_lie_in_their_street(district):
    path = district.root / "01-registers/grids_2020-12-31.geojson"
    assert path.stat().st_size < 3_000_000
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert len(features) == 995
    streets = places.street_outlines()
    for feature in features[::25]:
        shape = shapely.geometry.shape(feature["geometry"])
        street = streets[feature["properties"]["grid_code"][:9]].shape
        assert shape.is_valid
        assert shape.difference(street.buffer(1e-4)).area < 1e-9


def test_published_ranks_are_those_of_the_essay(district):
    rankings = district.rows("rankings")
    published = rankings.filter(pl.col("is_published") & (pl.col("area_code") == "320116"))
    found = {
        (row["metric"], row["peer_set"]): (row["value"], row["rank"], row["peers"])
        for row in published.to_dicts()
    }
    assert found == {
        ("sv_security", "city"): (99.04, 2, 12),
        ("sv_patrol_aware", "city"): (None, 1, 12),
        ("sv_satisfaction", "city"): (None, 3, 12),
        ("assessment", "city"): (None, 1, 12),
        ("assessment", "province"): (None, 4, 96),
    }
    invented = rankings.filter(~pl.col("is_published"))
    assert set(invented["citation"]) == {"演示数据 (虚构)"}


def test_ranks_follow_from_values_around_the_published_ones(district):
    rankings = district.rows("rankings").filter(pl.col("period").is_in(["2018", "2019", "2020"]))
    lists = rankings.filter(pl.col("peer_set") != "custom")
    for (metric, peer_set, period), rows in lists.group_by("metric", "peer_set", "period"):
        assert rows["area_code"].n_unique() == {"city": 12, "province": 96}[peer_set]
        valued = rows.filter(pl.col("value").is_not_null()).sort("value", descending=True)
        assert valued["rank"].is_sorted(), (metric, peer_set, period)
        own = rows.filter(pl.col("area_code") == "320116")["rank"].item()
        others = rows.filter(pl.col("area_code") != "320116")["rank"]
        assert own not in others.to_list()
