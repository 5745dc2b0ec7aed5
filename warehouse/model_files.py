"""Read the models and bring them into the order in which they can be built."""

import re
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import sqlglot
from sqlglot import exp

MODELS_DIR = Path(__file__).parent / "models"
GRAIN = re.compile(r"^-- grain: (?P<columns>\w+(?:, \w+)*)$", re.MULTILINE)
# Tables that are there before any model runs.
GIVEN = ("lake", "seeds")
TIERS = {"staging": 0, "reductions": 1, "intermediate": 1, "marts": 2}


class ModelError(RuntimeError):
    """A model is wrong as written, or its rows break what it states."""


@dataclass(frozen=True, slots=True)
class Model:
    """One SQL file; the folder is its schema, the file name its table.

    Attributes:
        name: ``schema.table``.
        sql: the query as written.
        grain: columns that no two rows share.
        reads: names of the tables it reads.
    """

    name: str
    sql: str
    grain: str
    reads: frozenset[str]

    @classmethod
    def from_file(cls, path: Path) -> "Model":
        """Read a model.

        Raises:
            ModelError: the file states no grain, or reads from a later tier.
        """
        sql = path.read_text(encoding="utf-8")
        if not (grain := GRAIN.search(sql)):
            raise ModelError(f"{path.name}: no '-- grain: <columns>' line")
        model = cls(f"{path.parent.name}.{path.stem}", sql, grain["columns"], tables_read(sql))
        for read in model.reads:
            if TIERS.get(schema_of(read), 0) > TIERS[path.parent.name]:
                raise ModelError(f"{path.name}: reads {read}, which is built later")
        return model


def schema_of(table: str) -> str:
    """Give the schema of ``schema.table``."""
    return table.partition(".")[0]


@cache
def tables_read(sql: str) -> frozenset[str]:
    """Name the tables a query reads, without its own CTEs."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    return frozenset(f"{table.db}.{table.name}" for table in tree.find_all(exp.Table) if table.db)


def model_files(folder: Path = MODELS_DIR) -> list[Model]:
    """Read every model.

    Raises:
        ModelError: a model is wrong as written.
    """
    return [Model.from_file(path) for path in sorted(folder.glob("*/*.sql"))]


def model_named(name: str, folder: Path = MODELS_DIR) -> Model | None:
    """Read the model of a table; nothing for a table that a step makes."""
    path = folder / schema_of(name) / f"{name.partition('.')[2]}.sql"
    return Model.from_file(path) if path.is_file() else None


def in_build_order(reads: dict[str, frozenset[str]]) -> list[str]:
    """Sort tables so that each comes after those it reads.

    Args:
        reads: table → the tables it reads; ``lake`` and ``seeds`` are there already.

    Raises:
        ModelError: a table reads one that nobody makes, or two read each other.
    """
    for name, needed in reads.items():
        unknown = {one for one in needed if one not in reads and schema_of(one) not in GIVEN}
        if unknown:
            raise ModelError(f"{name}: reads {', '.join(sorted(unknown))}, which no model makes")
    known = {name: sorted(needed & reads.keys()) for name, needed in sorted(reads.items())}
    try:
        return list(TopologicalSorter(known).static_order())
    except CycleError as error:
        raise ModelError(f"models read each other: {' → '.join(error.args[1])}") from error
