"""What the project stands on: pinned, each with its reason, and nothing that it does not use."""

import ast
import re
import sys
import tomllib

import pytest

from tests.project.tree import PACKAGES, ROOT, files

PINNED = re.compile(r"([A-Za-z0-9_.-]+)==([0-9][\w.]*)\s+# (\S.+)")
OWN = {*PACKAGES, "tests", "benchmarks", "streamlit_app"}
# Stubs that the type checker brings along.
TYPING_ONLY = {"_typeshed"}


# Packages whose import has another name.
IMPORTED_AS = {"pil": "pillow", "mirage": "plotly-mirage", "pptx": "python-pptx"}


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def requirement_lines():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def constraints():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    return {plain(name): pin for name, pin in (line.split("==") for line in lines)}


def imported():
    """Name every package of others that the product itself imports."""
    modules = (path for path in files(".py") if path.relative_to(ROOT).parts[0] in {*PACKAGES})
    found = set()
    for module in modules:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add(node.module)
    tops = {name.split(".")[0] for name in found}
    others = {plain(top) for top in tops - OWN - TYPING_ONLY - set(sys.stdlib_module_names)}
    return {IMPORTED_AS.get(name, name) for name in others}


@pytest.mark.parametrize("line", requirement_lines())
def test_a_package_is_pinned_and_has_its_reason(line):
    assert PINNED.fullmatch(line)


def test_pins_and_constraints_agree():
    pins = {plain(m[1]): m[2] for line in requirement_lines() if (m := PINNED.fullmatch(line))}
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pins |= {
        plain(name): pin for name, pin in (t.split("==") for t in tools["dependency-groups"]["dev"])
    }
    assert {name: constraints().get(name) for name in pins} == pins


def test_what_is_required_is_what_is_imported():
    required = {plain(PINNED.fullmatch(line)[1]) for line in requirement_lines()}
    assert required == imported()
