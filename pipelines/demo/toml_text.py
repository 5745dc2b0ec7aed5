"""Write the little TOML that the deliveries need: tables, lists of tables, plain values."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any


def toml_text(body: Mapping[str, Any]) -> str:
    """Write ``body`` as TOML, plain values first and tables after them."""
    return "\n".join(_table(body, path=())).strip() + "\n"


def _table(body: Mapping[str, Any], *, path: tuple[str, ...]) -> list[str]:
    lines = [
        f"{_key(name)} = {_value(value)}" for name, value in body.items() if not _is_table(value)
    ]
    for name, value in body.items():
        inner = (*path, _key(name))
        if isinstance(value, Mapping):
            lines += ["", f"[{'.'.join(inner)}]", *_table(value, path=inner)]
        elif _is_table(value):
            for entry in value:
                lines += ["", f"[[{'.'.join(inner)}]]", *_table(entry, path=inner)]
    return lines


def _is_table(value: object) -> bool:
    if isinstance(value, Mapping):
        return True
    if isinstance(value, str) or not isinstance(value, Sequence):
        return False
    return len(value) > 0 and isinstance(value[0], Mapping)


def _key(name: str) -> str:
    is_bare = name.replace("-", "").replace("_", "").isalnum() and name.isascii()
    return name if is_bare else json.dumps(name, ensure_ascii=False)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(round(value, 6))
    if isinstance(value, Sequence):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return str(value)
