"""Mapping files: each way and change of a column, each mistake named with its entry."""

import pytest

from tests.builders import HIERARCHY
from tests.load.city import DONE, MISTAKE, SOME_QUARANTINED, account, table
from tests.tables import read_table

START = """source = "tasks"
[columns]
task_id.from = "no"
grid_code.from = "grid"
assigned_on.from = "day"
category.from = "what"
is_off_list.constant = false
hours.from = "hours"
"""
HEADER = "no,grid,day,what,hours\n"
LINE = "1,G1,2020-03-02,报表,2\n"


@pytest.fixture
def mapped(city):
    """Load a file through the usual mapping, some of its lines changed."""

    def mapped(content, *changes, name="export.csv", explain=False):
        text = START
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        mapping = city.deliver("../m.toml", text)
        more = ("--explain",) if explain else ()
        return city.load(city.deliver(name, content), "--mapping", mapping, *more)

    return mapped


@pytest.mark.parametrize(
    "case",
    read_table(
        r"""
        entry                                                  | cell             | category
        -------------------------------------------------------+------------------+---------
        category.from = "what"                                 | 报表             | 报表
        category.from = "WHAT "                                | 报表             | 报表
        category.constant = "其他"                             | 报表             | 其他
        category = {join = ["what", "grid"], separator = "-"}  | 报表             | 报表-G1
        category = {join = ["what", "grid"], separator = "-"}  | –                | G1
        category.from_file = '^(.*)\.csv'                      | 报表             | export
        category.line = "R"                                    | 报表             | R2
        category = {from = "what", pattern = '(\d+)'}          | 报表12           | 12
        category = {from = "what", pattern = 'x', otherwise=7} | 报表             | –
        category = {from = "what", values = {a = "甲"}}        | A                | 甲
        category = {from = "what", values = {a = 1}, otherwise = "丙"} | b        | 丙
        category = {from = "what", values = {"" = "空"}}       | –                | 空
        """
    ),
    ids=lambda case: f"{case['entry']} {case['cell']}",
)
def test_each_way_and_change_of_a_text(city, mapped, case):
    content = HEADER + LINE.replace("报表", case["cell"] or "")
    entry = case["entry"].replace("'x'", "'(x)'")
    said = mapped(content, ('category.from = "what"', entry))
    expected = "7" if "otherwise=7" in entry else case["category"]
    assert (said.code, account(said.file)) == (DONE, (1, 0, 0)), said.err
    assert city.rows("tasks", "category") == [(expected,)]


@pytest.mark.parametrize(
    "case",
    read_table(
        """
        entry                                         | cell                  | day
        ----------------------------------------------+-----------------------+-----------
        {from = "day", format = "%m/%d/%Y"}           | 03/02/2020            | 2020-03-02
        {from = "day", format = "%d.%m.%y"}           | 02.03.20              | 2020-03-02
        {from = "day", format = ["%m/%d/%Y", "%Y%m%d"]} | 20200302            | 2020-03-02
        {from = "day", format = "%m/%d/%Y %I:%M %p"}  | 03/02/2020 12:05 AM   | 2020-03-02
        {from = "day", format = "%Y-%m-%dT%H:%M%z"}   | 2020-03-01T16:30+0000 | 2020-03-02
        {from = "day", format = "%b %d %Y"}           | Mar 02 2020           | 2020-03-02
        """
    ),
    ids=lambda case: case["entry"],
)
def test_each_format_of_a_date(city, mapped, case):
    content = HEADER + LINE.replace("2020-03-02", case["cell"])
    said = mapped(content, ('assigned_on.from = "day"', f"assigned_on = {case['entry']}"))
    assert (said.code, account(said.file)) == (DONE, (1, 0, 0)), said.file
    assert city.rows("tasks", "assigned_on::varchar") == [(case["day"],)]


@pytest.mark.parametrize(
    ("keep", "hours"),
    [
        ('keep = "first"', 5.0),
        ('keep = "last"', 3.0),
        ('keep = "last"\nby = "hours"', 5.0),
        ('keep = "first"\nby = "hours"', 1.0),
    ],
)
def test_a_repeated_key_is_kept_as_the_mapping_says(city, mapped, keep, hours):
    content = HEADER + "".join(LINE.replace(",2\n", f",{one}\n") for one in (5, 1, 3))
    said = mapped(content, ("[columns]", f"[repeated]\n{keep}\n[columns]"))
    assert (said.code, account(said.file)) == (DONE, (1, 0, 2))
    assert city.rows("tasks", "hours") == [(hours,)]


@pytest.mark.parametrize(
    ("content", "reading"),
    [
        ((HEADER + LINE).replace(",", "|"), 'delimiter = "|"'),
        (("export\nof 2020\n" * 6) + HEADER + LINE, "header_line = 13"),
        ((HEADER + LINE.replace("报表", "巡檢")).encode("big5"), 'encoding = "big5"'),
    ],
)
def test_what_cannot_be_told_may_be_stated(mapped, content, reading):
    said = mapped(content, ("[columns]", f"reading = {{ {reading} }}\n[columns]"))
    assert (said.code, account(said.file)) == (DONE, (1, 0, 0)), said.file


def test_a_bad_cell_is_shown_under_the_name_its_sender_knows(city, mapped):
    said = mapped(HEADER + LINE.replace(",2\n", ",two\n"))
    assert (said.code, account(said.file)) == (SOME_QUARANTINED, (0, 1, 0))
    assert '"hours","two","not_a_number"' in city.run("rejected").out


def test_a_delivered_register_goes_before_one_made_of_the_data(city, mapped):
    district = 'areas = "from data"\n[district]\ncode = "320116"\nname = "六合"\n[columns]'
    said = mapped(HEADER + LINE, ("[columns]", district))
    assert {one["source"] for one in said.json["derived"]} == {"areas", "grids"}
    city.load(city.deliver("areas.csv", table("areas", *HIERARCHY)))
    names = dict(city.rows("areas", "code", "name"))
    assert names["320116"] == "六合区"
    assert names["G1"] == "G1"
    assert city.run("build").code == DONE


@pytest.mark.parametrize(
    "case",
    [
        ('source = "tasks"', 'source = "weather"', "source", "must be one of"),
        ('source = "tasks"', "", "source", "is missing"),
        ('source = "tasks"', 'source = "tasks"\nfoo = 1', "foo", "unknown entry"),
        ('source = "tasks"', 'source = "tasks', "", "not TOML"),
        ('hours.from = "hours"\n', "", "columns.hours", "requires this column"),
        ("hours.from", "minutes.from", "columns.minutes", "has no such column"),
        ("hours.from", "hours.of", "columns.hours.of", "unknown entry"),
        ('hours.from = "hours"', "hours.from = 3", "columns.hours.from", "wrong type"),
        ('hours.from = "hours"', 'hours.separator = "-"', "columns.hours.from", "exactly one of"),
        ('hours.from = "hours"', 'hours = {from = "a", line = "b"}', "columns.hours.line",
         "exactly one of"),
        ('hours.from = "hours"', 'hours = {from = "a", pattern = "("}', "columns.hours.pattern",
         "not a usable regular expression"),
        ('hours.from = "hours"', 'hours = {from = "a", pattern = "x"}', "columns.hours.pattern",
         "mark what to take"),
        ('hours.from = "hours"', 'hours = {from = "a", pattern = "(?=x)(y)"}',
         "columns.hours.pattern", "not a usable regular expression"),
        ('assigned_on.from = "day"', 'assigned_on = {from = "day", format = "mm/dd"}',
         "columns.assigned_on.format", "not a usable format"),
        ('assigned_on.from = "day"', 'assigned_on = {from = "day", time = "9:00"}',
         "columns.assigned_on.time", "goes with format only"),
        ('assigned_on.from = "day"',
         'assigned_on = {from = "day", format = "%d", values = {a = "b"}}',
         "columns.assigned_on.format", "cannot stand with values"),
        ("[columns]", 'reading = {encoding = "klingon"}\n[columns]', "reading.encoding",
         "no such character encoding"),
        ("[columns]", 'reading = {delimiter = "ab"}\n[columns]', "reading.delimiter",
         "one ASCII character"),
        ("[columns]", "reading = {header_line = 0}\n[columns]", "reading.header_line",
         "wrong type"),
        ("[columns]", 'repeated = {by = "hours"}\n[columns]', "repeated.keep", "is missing"),
        ("[columns]", 'repeated = {keep = "most"}\n[columns]', "repeated.keep", "must be one of"),
        ("[columns]", 'area_name = "x"\n[columns]', "area_name", "goes with areas"),
        ("[columns]", 'areas = "from data"\n[columns]', "district.code", "is missing"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_entry(city, mapped, case):
    old, new, entry, said = case
    answer = mapped(HEADER + LINE, (old, new))
    assert (answer.code, answer.out) == (MISTAKE, "")
    assert answer.err.startswith(f"m.toml, {entry}: " if entry else "m.toml: ")
    assert said in answer.err
    again = city.run("load", city.inbox, "--mapping", city.inbox / "../m.toml", lang="zh")
    assert again.code == MISTAKE
    assert not again.err.isascii()


def test_two_mappings_may_not_name_two_districts(city):
    mappings = []
    for number in (1, 2):
        areas = f'areas = "from data"\ndistrict = {{code = "D{number}", name = "x"}}\n[columns]'
        path = city.deliver(f"../{number}.toml", START.replace("[columns]", areas))
        mappings += ["--mapping", path]
    said = city.load(city.deliver("export.csv", HEADER + LINE), *mappings)
    assert said.code == MISTAKE
    assert "2.toml, district.code: names another district" in said.err
