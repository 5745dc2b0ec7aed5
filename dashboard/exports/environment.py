"""What exports need of the machine: said on the page and by a command, before anything is made."""

from dataclasses import dataclass
from importlib.metadata import version

from dashboard.exports.fonts import FAMILIES, FOLDER_VARIABLE, fonts_found
from dashboard.text import Words

# What draws and writes; a version that differs from the pinned one is worth a look.
PACKAGES = ("python-pptx", "xlsxwriter", "typst", "plotly-mirage", "resvg-py")


@dataclass(frozen=True)
class Finding:
    """One thing that exports need.

    Attributes:
        what: it is.
        is_well: whether it is there.
        said: where, or what to do.
    """

    what: str
    is_well: bool
    said: str


def environment(words: Words) -> list[Finding]:
    """Look at fonts and packages; no browser is needed for any format."""
    report = fonts_found()
    found = [
        Finding(
            words("environment.fonts"),
            report.has_chinese,
            words("environment.fonts_found", family=report.family, file=report.regular.path)
            if report.regular is not None
            else words(
                "export.no_font",
                folders=words("export.join").join(report.folders),
                family=FAMILIES[0],
                variable=FOLDER_VARIABLE,
            ),
        ),
        Finding(words("environment.browser"), is_well=True, said=words("environment.no_browser")),
    ]
    found += [Finding(name, is_well=True, said=version(name)) for name in PACKAGES]
    return found
