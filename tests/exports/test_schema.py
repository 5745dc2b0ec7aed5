"""Slides obey the published schemas, so that no office program offers to repair them."""

import io
import zipfile

import pytest
from openxml_audit import OpenXmlValidator
from power_pptx.validation import iter_schema_violations, schema_validation_available
from pptx import Presentation

from dashboard.exports.deck import deck
from dashboard.exports.formats import FORMATS
from dashboard.exports.refresh import refresh
from tests.exports.briefings import briefing

AXIS = b'<c:axId val="111110"/>'
LATER = 1 / 1024


def with_chart(package: bytes, old: bytes, new: bytes) -> bytes:
    """Give a deck in whose charts some bytes are others."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            is_chart = name.startswith("ppt/charts/chart")
            target.writestr(name, content.replace(old, new) if is_chart else content)
    return made.getvalue()


def test_a_fault_would_be_seen(made):
    assert schema_validation_available()
    spoilt = with_chart(deck(made), AXIS, b'<c:axId val="-7"/>')
    assert any("axId" in said for _, said in iter_schema_violations(spoilt))
    assert list(iter_schema_violations(with_chart(deck(made), b"<c:majorUnit ", b"<c:other ")))


def test_a_deck_has_no_violation(made):
    assert list(iter_schema_violations(deck(made))) == []


def test_a_deck_in_a_template_has_none(made):
    written = io.BytesIO()
    Presentation().save(written)
    assert list(iter_schema_violations(deck(made, template=written.getvalue()))) == []


@pytest.mark.parametrize("shift", [0.0, LATER])
def test_a_refreshed_deck_has_none(made, shift):
    later = briefing(made.words.language, shift=shift)
    assert list(iter_schema_violations(refresh(deck(made), later).content)) == []


@pytest.mark.parametrize("kind", ["pptx", "docx", "gongwen", "xlsx"])
def test_every_office_file_is_what_the_standard_asks_for(made, tmp_path, kind):
    path = tmp_path / f"made.{FORMATS[kind].suffix}"
    path.write_bytes(FORMATS[kind].make(made))
    found = OpenXmlValidator(semantic_validation=True).validate(path)
    assert [(one.part_uri, one.description) for one in found.errors] == []


def test_a_document_out_of_order_would_be_seen(made, tmp_path):
    path = tmp_path / "spoilt.docx"
    whole = FORMATS["docx"].make(made)
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            is_body = name == "word/document.xml"
            spoilt = content.replace(b"<w:body>", b"<w:body><w:stray/>")
            target.writestr(name, spoilt if is_body else content)
    assert OpenXmlValidator().validate(path).errors
