"""Templates and the data dictionary: what is handed to those who deliver comes back as data."""

import datetime as dt
import io
import json

import openpyxl
import pytest

from pipelines.claims import row_rules
from pipelines.contract import Kind
from pipelines.recognise import plain
from pipelines.sources import SOURCES
from tests.builders import VALID
from tests.load.city import DONE, MISTAKE, account
from warehouse.words import LANGUAGES

EVERY_SOURCE = pytest.mark.parametrize("source", SOURCES)
EVERY_LANGUAGE = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture
def template(city):
    def template(source, lang, suffix="xlsx"):
        out = city.inbox / f"{source}.{suffix}"
        said = city.run("template", source, "--out", out, lang=lang)
        assert (said.code, said.err) == (DONE, "")
        assert str(out) in said.out
        return out

    return template


@pytest.mark.parametrize(
    ("source", "lang"), [*((source, "zh") for source in SOURCES), ("patrols", "en")]
)
def test_a_filled_template_is_accepted(city, template, source, lang):
    path = template(source, lang)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    fields = {plain(name): f for f in SOURCES[source].fields for name in (f.name, *f.names)}
    for cell in sheet[1]:
        field = fields[plain(cell.value)]
        value = VALID[source].get(field.name)
        sheet.cell(2, cell.column, _typed(field, value))
    book.save(path)
    said = city.load(path)
    assert (said.code, said.file["source"], account(said.file)) == (DONE, source, (1, 0, 0))
    assert said.file["left_aside"] == []


def _typed(field, value):
    if value is None or field.kind not in {Kind.DAY, Kind.MOMENT}:
        return value
    return dt.datetime.fromisoformat(value)


@EVERY_LANGUAGE
@EVERY_SOURCE
def test_a_template_names_every_column_and_offers_every_word(template, source, lang):
    book = openpyxl.load_workbook(template(source, lang))
    sheet = book.worksheets[0]
    fields = [field for field in SOURCES[source].fields if field.kind is not Kind.GEOMETRY]
    assert [cell.value.endswith("*") for cell in sheet[1]] == [field.required for field in fields]
    offered = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            column = next(iter(rule.sqref.ranges)).min_col - 1
            offered[fields[column].name] = rule.formula1.strip('"').split(",")
    for field in fields:
        if field.kind is Kind.CHOICE:
            meant = [field.values[word] for word in offered[field.name]]
            assert meant == list(dict.fromkeys(field.values.values()))


def test_codes_in_a_template_are_text(template):
    sheet = openpyxl.load_workbook(template("patrols", "zh")).worksheets[0]
    assert sheet.column_dimensions["A"].number_format == "@"


def test_an_empty_template_is_a_delivery_of_nothing(city, template):
    said = city.load(template("matters", "zh"))
    assert (said.code, account(said.file)) == (DONE, (0, 0, 0))


@EVERY_SOURCE
def test_the_schema_says_what_the_contract_says(template, source):
    schema = json.loads(template(source, "en", suffix="json").read_text(encoding="utf-8"))
    assert schema["x-key"] == list(SOURCES[source].key)
    assert schema["items"]["required"] == list(SOURCES[source].required)
    stated = schema["items"]["properties"]
    fields = {field.name: field for field in SOURCES[source].fields}
    assert set(stated) == {name for name, one in fields.items() if one.kind is not Kind.GEOMETRY}
    for name, about in stated.items():
        column = SOURCES[source].contract.columns()[name]
        if "minimum" in about:
            assert (about["minimum"], about["maximum"]) == (column.min, column.max)
        if "enum" in about and fields[name].kind is Kind.CHOICE:
            assert [one for one in about["enum"] if one] == list(column.categories)


@EVERY_LANGUAGE
def test_the_dictionary_names_every_column_and_claim(city, lang):
    out = city.inbox / "dictionary.md"
    assert city.run("dictionary", "--out", out, lang=lang).code == DONE
    text = out.read_text(encoding="utf-8")
    for source in SOURCES.values():
        section = text[text.index(f"· `{source.name}`") :].partition("\n## ")[0]
        for field in source.fields:
            assert f"`{field.name}`" in section or field.kind is Kind.GEOMETRY
        for rule in row_rules(source.contract):
            assert f"(`{rule}`)" in section


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("weather", "--out", "{inbox}/a.xlsx"), "no such kind of data: weather"),
        (("matters", "--out", "{inbox}/a.csv"), "a template is .xlsx or .json"),
        (("matters", "--out", "{inbox}/there.xlsx"), "exists already"),
    ],
)
def test_a_template_that_cannot_be_written_says_why(city, arguments, said):
    city.deliver("there.xlsx", b"mine")
    answer = city.run("template", *(one.format(inbox=city.inbox) for one in arguments))
    assert answer.code == MISTAKE
    assert said in answer.err
    assert (city.inbox / "there.xlsx").read_bytes() == b"mine"


def test_a_sheet_of_notes_is_not_taken_for_data(city):
    book = openpyxl.Workbook()
    book.active.title = "填表说明"
    book.active.append(["每行一条"])
    sheet = book.create_sheet("台账")
    sheet.append(list(VALID["tasks"]))
    sheet.append([_plain(value) for value in VALID["tasks"].values()])
    out = io.BytesIO()
    book.save(out)
    said = city.load(city.deliver("tasks.xlsx", out.getvalue()))
    assert (said.file["sheet"], account(said.file)) == ("台账", (1, 0, 0))


def _plain(value):
    return "否" if value is False else value
