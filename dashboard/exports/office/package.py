"""The same content gives the same bytes: packages without the time of their making."""

import datetime as dt
import io
import re
import zipfile

# The first day a zip archive can name.
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
FIRST = ("[Content_Types].xml", "_rels/.rels")
CORE = "docProps/core.xml"
PACKAGES = (".xlsx", ".docx", ".pptx")
STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
# Packages of a file that names no day.
UNDATED = dt.date(2000, 1, 1)


def normalised(package: bytes, *, made_on: dt.date = UNDATED) -> bytes:
    """Give an office file in a fixed order with fixed times; embedded files likewise.

    Args:
        package: the file.
        made_on: the day its properties name.
    """
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(source.namelist(), key=_place):
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, _pinned(name, source.read(name), made_on))
    return made.getvalue()


def _place(name: str) -> tuple[int, str]:
    return (FIRST.index(name) if name in FIRST else len(FIRST), name)


def _pinned(name: str, content: bytes, made_on: dt.date) -> bytes:
    if name.endswith(PACKAGES):
        return normalised(content, made_on=made_on)
    if name == CORE:
        return STAMPS.sub(rf"\g<1>{made_on.isoformat()}T00:00:00Z".encode(), content)
    return content
