"""A briefing as slides: charts, tables, cards and maps that an office can edit.

One slide a part. Shapes carry the names of what they show, so that ``refresh`` finds them again.
To add a kind of content: how it is placed, and a line in ``contents``.
"""

from dashboard.exports.deck.slides import deck

__all__ = ["deck"]
