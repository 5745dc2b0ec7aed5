"""Charts as pictures, with title and source inside, drawn without a browser.

A chart that the screen draws with Plotly is drawn by it here too; headline figures and bullet
rows, which the screen sets as a page, have drawings of their own.
"""

from dashboard.exports.picture.frame import bare_png, bare_svg, png, svg, track_svg

__all__ = ["bare_png", "bare_svg", "png", "svg", "track_svg"]
