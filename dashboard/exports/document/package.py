"""The parts of a document and how they point at each other."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from dashboard.exports.briefing import Briefing
from dashboard.exports.document.nodes import Node, printable
from dashboard.exports.document.styles import LANGUAGE_TAGS
from dashboard.exports.office import normalised

OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{OFFICE}.wordprocessingml"
CONTENT_TYPES = {
    "document": f"{WORD}.document.main+xml",
    "styles": f"{WORD}.styles+xml",
    "settings": f"{WORD}.settings+xml",
    "fontTable": f"{WORD}.fontTable+xml",
    "comments": f"{WORD}.comments+xml",
    "header": f"{WORD}.header+xml",
    "footer": f"{WORD}.footer+xml",
    "chart": f"{OFFICE}.drawingml.chart+xml",
    "package": f"{OFFICE}.spreadsheetml.sheet",
    "image": "image/png",
    "theme": f"{OFFICE}.theme+xml",
    "core": "application/vnd.openxmlformats-package.core-properties+xml",
}
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CORE_RELATION = f"{PACKAGE}/relationships/metadata/core-properties"
CORE = {
    "cp": f"{PACKAGE}/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
DOCUMENT, CORE_PART = "word/document.xml", "docProps/core.xml"


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str


class Package:
    """Collects parts; ``relate`` gives the id by which one part names another."""

    def __init__(self) -> None:
        self._parts: dict[str, bytes] = {}
        self._kinds: dict[str, str] = {}
        self._relations: dict[str, list[_Relation]] = {}

    def add(self, name: str, kind: str, content: bytes) -> None:
        """Keep a part under its name in the package."""
        self._parts[name] = content
        self._kinds[name] = kind

    def relate(self, source: str, target: str) -> str:
        """Let ``source`` point at ``target``, and give the id of the relation."""
        relations = self._relations.setdefault(source, [])
        relations.append(_Relation(self._kinds[target], target))
        return f"rId{len(relations)}"

    def attach(self, name: str, kind: str, content: bytes) -> str:
        """Keep a part that the document points at, and give the id of the relation."""
        self.add(name, kind, content)
        return self.relate(DOCUMENT, name)

    def file(self, briefing: Briefing) -> bytes:
        """Give the document as a file, the same bytes for the same content."""
        self.add(CORE_PART, "core", _core(briefing))
        self.relate("", CORE_PART)
        self.relate("", DOCUMENT)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("[Content_Types].xml", self._content_types())
            for source, relations in self._relations.items():
                archive.writestr(_relations_part(source), _relations_xml(source, relations))
            for name, content in self._parts.items():
                archive.writestr(name, content)
        return normalised(made.getvalue(), made_on=briefing.imprint.issued_on)

    def _content_types(self) -> bytes:
        namespace = f"{PACKAGE}/content-types"
        root = etree.Element(f"{{{namespace}}}Types", nsmap={None: namespace})
        relation = "application/vnd.openxmlformats-package.relationships+xml"
        for suffix, kind in (("rels", relation), ("xml", "application/xml")):
            default = etree.SubElement(root, f"{{{namespace}}}Default")
            default.set("Extension", suffix)
            default.set("ContentType", kind)
        for name, kind in self._kinds.items():
            override = etree.SubElement(root, f"{{{namespace}}}Override")
            override.set("PartName", f"/{name}")
            override.set("ContentType", CONTENT_TYPES[kind])
        return _written(root)


def _relations_part(source: str) -> str:
    path = PurePosixPath(source)
    folder = "" if str(path.parent) == "." else f"{path.parent}/"
    return f"{folder}_rels/{path.name}.rels"


def _relations_xml(source: str, relations: list[_Relation]) -> bytes:
    namespace = f"{PACKAGE}/relationships"
    root = etree.Element(f"{{{namespace}}}Relationships", nsmap={None: namespace})
    for number, one in enumerate(relations, start=1):
        made = etree.SubElement(root, f"{{{namespace}}}Relationship")
        made.set("Id", f"rId{number}")
        made.set("Type", _relation_type(one.kind))
        # A target that begins with a slash is found from anywhere in the package.
        made.set("Target", f"/{one.target}" if source else one.target)
    return _written(root)


def _relation_type(kind: str) -> str:
    if kind == "core":
        return CORE_RELATION
    return f"{RELATIONS}/{'officeDocument' if kind == 'document' else kind}"


def _core(briefing: Briefing) -> bytes:
    """Write the properties: among them the stamp by which the numbers can be found again."""
    issued = f"{briefing.imprint.issued_on.isoformat()}T00:00:00Z"
    root = etree.Element(f"{{{CORE['cp']}}}coreProperties", nsmap=CORE)
    for name, text in {
        "dc:title": briefing.title,
        "dc:subject": briefing.subtitle,
        "dc:creator": briefing.imprint.organisation,
        "cp:keywords": briefing.stamp,
        "dc:language": LANGUAGE_TAGS[briefing.words.language],
        "dcterms:created": issued,
        "dcterms:modified": issued,
    }.items():
        prefix, _, local = name.partition(":")
        made: Node = etree.SubElement(root, f"{{{CORE[prefix]}}}{local}")
        made.text = printable(text)
        if prefix == "dcterms":
            made.set(f"{{{CORE['xsi']}}}type", "dcterms:W3CDTF")
    return _written(root)


def _written(root: Node) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
