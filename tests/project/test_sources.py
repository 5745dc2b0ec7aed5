"""How the sources are kept: their size, where they may point, which version they are."""

import re
import tomllib

import pytest

from tests.project.tree import PACKAGES, ROOT, files, name_of
from warehouse.code_version import CODE_VERSION

MOST_LINES, MOST_PAGE_LINES, MOST_SQL_LINES = 300, 60, 120
# A folder that only one machine has.
MACHINE_PATH = re.compile(r"(?<![\w./*])/(home|root|work|tmp|mnt|Users)/\w")
MODULES = files(".py")


def line_count(path):
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_holds_one_subject(path):
    assert line_count(path) <= MOST_LINES


@pytest.mark.parametrize("path", files(".sql"), ids=name_of)
def test_a_model_can_be_read_at_once(path):
    assert line_count(path) <= MOST_SQL_LINES


@pytest.mark.parametrize("path", sorted((ROOT / "dashboard" / "pages").glob("*.py")), ids=name_of)
def test_a_page_is_choose_fetch_show(path):
    text = path.read_text(encoding="utf-8")
    assert line_count(path) <= MOST_PAGE_LINES
    assert not re.search(r"^\s*(def|class) ", text, re.MULTILINE)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_says_what_belongs_into_it(package):
    said = (ROOT / package / "__init__.py").read_text(encoding="utf-8")
    assert said.startswith('"""')
    assert "To add" in said


def test_nothing_points_into_one_machine():
    kinds = (".py", ".sql", ".toml", ".md", ".txt", ".csv", "", ".css", ".json")
    pointing = [
        f"{name_of(path)}: {line.strip()}"
        for path in files(*kinds)
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if MACHINE_PATH.search(line)
    ]
    assert pointing == []


def test_the_version_is_stated_once():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == CODE_VERSION
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    latest = re.search(r"^## \[([^\]]+)\]", changes, re.MULTILINE)
    assert latest is not None
    assert latest[1] == CODE_VERSION
