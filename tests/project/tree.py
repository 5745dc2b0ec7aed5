"""The files of the project, without what tools leave behind."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("dashboard", "pipelines", "warehouse")
FOLDERS = (*PACKAGES, "benchmarks", "docs", "scripts", "tests", ".ci", ".streamlit")


def files(*suffixes: str) -> list[Path]:
    """List files of some kinds, below the folders of the project and beside them."""
    below = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    found = {path for path in (*below, *ROOT.iterdir()) if path.is_file()}
    return sorted(path for path in found if path.suffix in suffixes)


def name_of(path: Path) -> str:
    """Name a file as a reader of the repository does."""
    return str(path.relative_to(ROOT))
