"""The data dictionary: every contract as a table, in the reader's language."""

from collections.abc import Iterator

from pipelines.described import claims, described
from pipelines.source import Source
from pipelines.sources import SOURCES
from warehouse.words import Words

COLUMNS = ("headers", "code", "required", "kind", "values")


def dictionary(words: Words) -> str:
    """Write the dictionary as Markdown."""
    return "\n".join(_lines(words)) + "\n"


def _lines(words: Words) -> Iterator[str]:
    yield f"# {words('dictionary.title')}"
    for source in SOURCES.values():
        yield from ("", *_section(source, words))


def _section(source: Source, words: Words) -> Iterator[str]:
    title = source.title_zh if words.language == "zh" else source.title_en
    yield f"## {title} · `{source.name}`"
    yield ""
    yield words("dictionary.key", key=", ".join(f"`{name}`" for name in source.key))
    yield ""
    yield _row(*(words(f"dictionary.{name}") for name in COLUMNS))
    yield "|---" * len(COLUMNS) + "|"
    for one in described(source, words):
        required = words("template.yes") if one.field.required else words("template.no")
        yield _row(
            " / ".join(one.field.names), f"`{one.field.name}`", required, one.content, one.values
        )
    said = list(claims(source, words))
    if said:
        yield ""
        yield words("template.refused_when")
        yield ""
        yield from (f"- {what} (`{rule}`)" for rule, what in said)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
