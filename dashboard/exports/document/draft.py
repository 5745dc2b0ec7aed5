"""A document while it is written: its text so far, its parts, and the numbers given out."""

from collections import Counter
from importlib.resources import files

from dashboard.charts.spec import Face
from dashboard.exports.briefing import Briefing
from dashboard.exports.document.figures import (
    PANEL_MM,
    Drawing,
    chart_height,
    chart_node,
    picture_node,
    picture_size,
)
from dashboard.exports.document.nodes import Node, node, written
from dashboard.exports.document.package import DOCUMENT, Package
from dashboard.exports.document.paper import TEXT_MM, section
from dashboard.exports.document.paragraphs import Piece, holding, paragraph
from dashboard.exports.document.running import running
from dashboard.exports.document.styles import (
    CAPTION,
    COMMENT,
    FIGURE,
    HEADING,
    PICTURE_CAPTION,
    TABLE_CAPTION,
    Style,
    font_table,
    styles,
)
from dashboard.exports.document.tables import DocumentTable, table
from dashboard.exports.native import NativeChart
from dashboard.exports.office import chart_files

# The standard asks for a theme; every run names its own fonts and colours, so any will do.
THEME = files("pptx") / "templates" / "theme.xml"
DIGITS = "零一二三四五六七八九"
CHART_TEXT_PT = 8.0
POINTS_PER_MM = 72 / 25.4
# Word 2013 and later; without it a document opens in compatibility mode.
COMPATIBILITY = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word"}
WORD_2013 = 15


class Draft:
    """Takes paragraphs, charts, pictures and tables in the order of reading."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing
        self.words = briefing.words
        self._package = Package()
        self._body: list[Node] = []
        self._comments: list[Node] = []
        self._counts: Counter[str] = Counter()

    def write(self, style: Style, *pieces: Piece | str | Node) -> None:
        """Add a paragraph."""
        self._body.append(paragraph(style, *pieces))

    def head(self, title: str, *, warning: str = "") -> None:
        """Add a heading with its number; a warning becomes a comment for the editor."""
        numeral = _numeral(self._next("heading"), self.words.language)
        text = self.words("export.document.heading", numeral=numeral, title=title)
        self._body.append(paragraph(HEADING, text, *self._comment(warning)))

    def chart(self, chart: NativeChart, *, caption: str, fingerprint: str, is_panel: bool) -> None:
        """Add a chart with its caption."""
        height = PANEL_MM if is_panel else chart_height(chart)
        files = chart_files(
            chart,
            size_pt=CHART_TEXT_PT,
            words=self.words,
            fingerprint=fingerprint,
            height_pt=height * POINTS_PER_MM,
        )
        drawn = self._drawing("chart", chart.face, (TEXT_MM, height))
        self.write(FIGURE, node("w:r", chart_node(self._package, files, drawn)))
        self._caption("figure", caption, CAPTION)

    def picture(self, picture: bytes, face: Face, *, caption: str) -> None:
        """Add a PNG picture with its caption."""
        drawn = self._drawing("picture", face, picture_size(picture))
        self.write(FIGURE, node("w:r", picture_node(self._package, picture, drawn)))
        self._caption("figure", caption, PICTURE_CAPTION)

    def table(self, made: DocumentTable, *, caption: str) -> None:
        """Add a table below its caption."""
        self._caption("table", caption, TABLE_CAPTION)
        self._body.append(table(made))

    def file(self) -> bytes:
        """Give the document."""
        package = self._package
        references = running(package, watermark=self.briefing.watermark)
        package.attach("word/styles.xml", "styles", written(styles(self.words.language)))
        package.attach("word/settings.xml", "settings", written(_settings()))
        package.attach("word/theme/theme1.xml", "theme", THEME.read_bytes())
        package.attach("word/fontTable.xml", "fontTable", written(font_table()))
        if self._comments:
            comments = node("w:comments", *self._comments)
            package.attach("word/comments.xml", "comments", written(comments))
        body = node("w:body", *self._body, section(references))
        package.add(DOCUMENT, "document", written(node("w:document", body)))
        return package.file(self.briefing)

    def _caption(self, kind: str, text: str, style: Style) -> None:
        number = self._next(kind)
        self.write(style, self.words(f"export.document.{kind}", number=number, text=text))

    def _comment(self, text: str) -> list[Node]:
        """Hang a comment on what stands before it."""
        if not text:
            return []
        number = self._next("comment")
        author = self.words("app.name")
        self._comments.append(
            node("w:comment", paragraph(COMMENT, text), id=number, author=author, initials="")
        )
        return [holding(COMMENT, node("w:commentReference", id=number))]

    def _drawing(self, kind: str, face: Face, size_mm: tuple[float, float]) -> Drawing:
        name = f"{kind}:{face.chart_id}"
        return Drawing(self._next("drawing"), name, face.title, face.alt, size_mm)

    def _next(self, kind: str) -> int:
        self._counts[kind] += 1
        return self._counts[kind]


def _numeral(number: int, language: str) -> str:
    """Count headings: ``十二`` in Chinese, ``12`` elsewhere."""
    if language != "zh":
        return str(number)
    tens, ones = divmod(number, 10)
    beginning = (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "")
    return beginning + (DIGITS[ones] if ones or not tens else "")


def _settings() -> Node:
    return node(
        "w:settings",
        node("w:evenAndOddHeaders"),
        node("w:characterSpacingControl", val="compressPunctuation"),
        node("w:compat", node("w:compatSetting", val=WORD_2013, **COMPATIBILITY)),
    )
