"""Elements of a word processor's files, with the prefixes their standard uses."""

import re
from typing import Any

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
# lxml ships no types.
Node = Any
# Characters no XML file may hold, and breaks that would end a line of an office text.
FORBIDDEN = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")


def node(tag: str, *children: Node, **attributes: object) -> Node:
    """Make an element: ``node("w:jc", val="center")``.

    Attributes of ``w:`` elements have that prefix as well; ``r__id`` stands for ``r:id``. An
    attribute without a value is left out.
    """
    prefix = tag.partition(":")[0]
    declared = {key: NAMESPACES[key] for key in (prefix,) if key != "xml"}
    made = etree.Element(_qualified(tag), nsmap=declared)
    for name, value in attributes.items():
        if value is not None:
            made.set(_attribute(prefix, name), printable(str(value)))
    made.extend(child for child in children if child is not None)
    return made


def text_node(tag: str, text: str) -> Node:
    """Make an element that holds text and keeps its spaces."""
    made = node(tag, xml__space="preserve")
    made.text = printable(text)
    return made


def printable(text: str) -> str:
    """Put a space where a text holds what an XML file cannot."""
    return FORBIDDEN.sub(" ", text)


def written(root: Node) -> bytes:
    """Write a part of a package."""
    etree.cleanup_namespaces(root)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _attribute(prefix: str, name: str) -> str:
    if "__" in name:
        return _qualified(name.replace("__", ":"))
    return _qualified(f"w:{name}") if prefix == "w" else name


def _qualified(tag: str) -> str:
    prefix, _, name = tag.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{name}"
