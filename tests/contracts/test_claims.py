"""Each of the seventeen contracts: what it accepts, and what breaks each of its rules."""

import pytest

from pipelines.claims import row_rules
from pipelines.contract import Kind
from pipelines.points import POINT
from pipelines.recognise import plain
from pipelines.sources import SOURCES
from tests.builders import VALID
from tests.contracts.broken import BESIDE, BROKEN_ROWS, cell_cases, edges
from tests.load.city import DONE, SOME_QUARANTINED, account, table
from tests.tables import read_table
from warehouse.account import rejected
from warehouse.ledger import manifests
from warehouse.reasons import reasons

EVERY_SOURCE = pytest.mark.parametrize("source", SOURCES)
LEAST_PLAIN = {"longitude": "118.8", "latitude": "32.3"}


def reasons_by_line(city):
    """Give the reasons of each quarantined line, with the columns they name."""
    found = {}
    for row in rejected(city.data_dir, manifests(city.data_dir)).iter_rows(named=True):
        found.setdefault(row["source_line"], []).append((row["reason"], row["column"]))
    return found


def test_there_are_seventeen_contracts_with_a_valid_row_each():
    assert len(SOURCES) == 17
    assert set(VALID) == set(SOURCES)


@EVERY_SOURCE
def test_the_valid_row_is_accepted(city, source):
    said = city.load(city.deliver(f"{source}.csv", table(source, {})))
    assert (said.code, said.file["source"], account(said.file)) == (DONE, source, (1, 0, 0))


@EVERY_SOURCE
def test_every_rule_of_a_column_is_broken_once(city, source):
    cases = list(cell_cases(SOURCES[source]))
    rows = ({**_apart(case.column), case.column: case.text} for case in cases)
    said = city.load(city.deliver(f"{source}.csv", table(source, *rows)))
    assert (said.code, account(said.file)) == (SOME_QUARANTINED, (0, len(cases), 0))
    found = reasons_by_line(city)
    for line, case in enumerate(cases, start=2):
        assert (case.reason, case.column) in found[line], case


def _apart(column):
    """Give both coordinates where one is wrong, so that they do not look exchanged."""
    return {
        name: value for name, value in LEAST_PLAIN.items() if name != column and column in POINT
    }


@EVERY_SOURCE
def test_the_outermost_values_are_accepted(city, source):
    cases = [case for case in edges(SOURCES[source]) if case not in RULED_OUT.get(source, ())]
    rows = [
        {**FREE.get(source, {}), **_key(source, number), name: value}
        for number, (name, value) in enumerate(cases)
    ]
    said = city.load(city.deliver(f"{source}.csv", table(source, {}, *rows)))
    assert said.file["reasons"] == {}
    assert account(said.file) == (len(rows) + 1, 0, 0)


# Edges that a rule about the whole row forbids beside the other cells of a valid row.
RULED_OUT = {
    "grids": [("valid_to", "1949-10-01")],
    "grid_members": [("ended_on", "1949-10-01")],
    "key_households": [("delisted_on", "1949-10-01")],
    "party_organisations": [("until", "1949-10-01")],
    "matters": [("due_at", "1949-10-01")],
    "survey_responses": [
        ("fielded_from", "2099-12-31"),
        ("fielded_to", "1949-10-01"),
        ("base_weight", "0"),
    ],
}
FREE = {"targets": {"target": None}}


def _key(source, number):
    """Give the row a key of its own."""
    name = next(one for one in SOURCES[source].key if one not in {"at", "on", "code_system"})
    return {name: f"K{number}"} if name != "wave" else {"wave": f"W{number}"}


def test_every_rule_about_whole_rows_has_a_case():
    stated = {
        (name, rule) for name, source in SOURCES.items() for rule in row_rules(source.contract)
    }
    assert set(BROKEN_ROWS) == stated
    assert set(BESIDE) <= stated


@pytest.mark.parametrize(("source", "rule"), BROKEN_ROWS)
def test_every_rule_about_whole_rows_is_broken_alone(city, source, rule):
    key = (source, rule)
    rows = [BROKEN_ROWS[key], *([BESIDE[key]] if key in BESIDE else [])]
    said = city.load(city.deliver(f"{source}.csv", table(source, *rows)))
    assert account(said.file) == (len(rows) - 1, 1, 0)
    assert reasons_by_line(city) == {2: [(rule, None)]}


def test_every_reason_a_row_can_have_has_words():
    named = {rule for _, rule in BROKEN_ROWS}
    named |= {case.reason for source in SOURCES.values() for case in cell_cases(source)}
    assert named <= set(reasons())


@EVERY_SOURCE
def test_chinese_headers_and_words_are_understood(city, source):
    fields = {field.name: field for field in SOURCES[source].fields}
    row = {
        fields[name].names[0]: _spoken(fields[name], value) for name, value in VALID[source].items()
    }
    text = ",".join(row) + "\n" + ",".join(row.values()) + "\n"
    said = city.load(city.deliver("台账.csv", text), "--source", source)
    assert (said.code, account(said.file)) == (DONE, (1, 0, 0))
    (chinese,) = city.rows(source, *_columns(source))
    city.load(city.deliver(f"{source}.csv", table(source, {})), "--mode=replace", "--scope", "all")
    assert [chinese] == city.rows(source, *_columns(source))


def _columns(source):
    return [f'"{field.name}"' for field in SOURCES[source].fields]


def _spoken(field, value):
    if field.kind is Kind.FLAG:
        return "是" if value else "否"
    words = [word for word, meant in field.values.items() if meant == value]
    return next((word for word in words if not word.isascii()), str(value))


@EVERY_SOURCE
def test_no_two_columns_share_a_name(source):
    names = [
        (plain(name), field.name)
        for field in SOURCES[source].fields
        for name in {field.name, *field.names}
    ]
    assert len({name for name, _ in names}) == len({*names})


@EVERY_SOURCE
def test_a_file_without_a_required_column_is_refused(city, source):
    for name in SOURCES[source].required:
        kept = {column: value for column, value in VALID[source].items() if column != name}
        text = ",".join(kept) + "\n" + ",".join(map(str, kept.values())) + "\n"
        said = city.load(city.deliver("x.csv", text), "--source", source, lang="zh")
        assert said.file["refused"] == "missing_columns"
        assert f"缺少列：{name} " in said.file["message"]


@pytest.mark.parametrize(
    "row",
    read_table(
        """
        column      | text                 | value
        ------------+----------------------+--------------------
        started_at  | 2020/3/2 8:05        | 2020-03-02 08:05:00
        started_at  | 2020-03-02T08:05:06Z | 2020-03-02 16:05:06
        started_at  | 2020年3月2日 下午3时 | 2020-03-02 15:00:00
        started_at  | 2020-03-02 24:00     | 2020-03-03 00:00:00
        started_at  | 20200302080506       | 2020-03-02 08:05:06
        started_at  | 2020-03-02           | 2020-03-02 00:00:00
        findings    | 1,060                | 1060
        findings    | １２                 | 12
        findings    | 12.0                 | 12
        findings    | 无                   | –
        grid_code   | 0012                 | 0012
        grid_code   | 12.0                 | 12
        longitude   | 1.188E2              | 118.8
        """
    ),
    ids=lambda row: f"{row['column']} {row['text']}",
)
def test_values_are_taken_for_what_they_say(city, row):
    cells = {"ended_at": None, row["column"]: row["text"]}
    said = city.load(city.deliver("patrols.csv", table("patrols", cells)))
    assert account(said.file) == (1, 0, 0), said.file["reasons"]
    assert city.rows("patrols", f"{row['column']}::varchar") == [(row["value"],)]
