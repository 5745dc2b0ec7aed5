"""``template``: an empty workbook for one kind of data, or its JSON Schema."""

import argparse
import json
from pathlib import Path

from pipelines.commands.console import DONE, Console, OperatorError
from pipelines.json_schema import json_schema
from pipelines.sources import SOURCES
from pipelines.template import write_template

FORMATS = {".xlsx": "xlsx", ".json": "json"}


def run(console: Console, arguments: argparse.Namespace) -> int:
    """Write the template; an existing file is not touched."""
    out = Path(arguments.out)
    source = SOURCES.get(arguments.template_of)
    if source is None:
        known = ", ".join(SOURCES)
        raise OperatorError("template.no_such_source", source=arguments.template_of, known=known)
    form = arguments.format or FORMATS.get(out.suffix.lower())
    if form is None:
        raise OperatorError("template.not_xlsx_or_json", file=out)
    if out.exists():
        raise OperatorError("template.exists", file=out)
    if form == "xlsx":
        write_template(source, out, console.words)
    else:
        text = json.dumps(json_schema(source, console.words), ensure_ascii=False, indent=1)
        out.write_text(text + "\n", encoding="utf-8")
    console.say("template.done", file=out)
    return DONE
