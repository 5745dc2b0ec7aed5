"""The JSON Schema of a contract: what the rows of one delivery must be, for programs."""

from typing import Any

from pipelines.contract import Field, Kind
from pipelines.described import Described, described
from pipelines.source import Source
from warehouse.words import Words

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TYPES = {
    Kind.COUNT: "integer",
    Kind.NUMBER: "number",
    Kind.FLAG: "boolean",
    Kind.SCORE: "integer",
}
FORMATS = {Kind.DAY: "date", Kind.MOMENT: "date-time"}
CODE_PATTERN = r"^\S+$"
FIVE = range(1, 6)


def json_schema(source: Source, words: Words) -> dict[str, Any]:
    """Describe the rows of ``source``; claims about whole rows are in words alone."""
    return {
        "$schema": DIALECT,
        "title": source.title_zh if words.language == "zh" else source.title_en,
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                one.field.name: _property(one, source) for one in described(source, words)
            },
            "required": list(source.required),
        },
        "x-key": list(source.key),
    }


def _property(column: Described, source: Source) -> dict[str, Any]:
    field = column.field
    kind = TYPES.get(field.kind, "string")
    about: dict[str, Any] = {
        # What is not required may be empty.
        "type": kind if field.required else [kind, "null"],
        "title": field.names[0] if field.names else field.name,
        "description": column.content,
    }
    if field.kind in FORMATS:
        about["format"] = FORMATS[field.kind]
    if field.kind is Kind.CODE:
        about["pattern"] = CODE_PATTERN
    if column.bounds:
        about["minimum"], about["maximum"] = column.bounds
    if listed := _listed(field):
        about["enum"] = listed if field.required else [*listed, None]
    if longest := getattr(source.contract.columns()[field.name], "max_length", None):
        about["maxLength"] = longest
    return about


def _listed(field: Field) -> list[Any]:
    if field.kind is Kind.SCORE:
        return list(FIVE)
    return list(dict.fromkeys(field.values.values())) if field.kind is Kind.CHOICE else []
