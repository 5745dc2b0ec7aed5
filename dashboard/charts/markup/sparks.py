"""Small curves as pictures, since the page's sanitiser removes inline SVG."""

from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup

from dashboard.theme import Tokens

WIDTH, HEIGHT = 104, 34


def sparkline(
    values: Sequence[float | None], *, target: float | None, colours: Tokens, alt: str
) -> Markup:
    """Draw a small curve with its target, dashed, and a dot at the end.

    It holds no text, so it needs no font.
    """
    known = [one for one in values if one is not None]
    if len(known) < 2:  # noqa: PLR2004  one point is no course
        return Markup("")
    limits = [*known, target] if target is not None else known
    low, high = min(limits), max(limits)

    def height_of(value: float) -> float:
        return HEIGHT - 5 - (value - low) / ((high - low) or 1) * (HEIGHT - 10)

    step = (WIDTH - 10) / (len(values) - 1)
    points = [(4 + i * step, height_of(v)) for i, v in enumerate(values) if v is not None]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dashed = (
        f'<path d="M2 {height_of(target):.1f}H{WIDTH - 2}" stroke="{colours.ink_3}" '
        'stroke-width="1" stroke-dasharray="2 3" fill="none"/>'
        if target is not None
        else ""
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{dashed}'
        f'<path d="{path}" stroke="{colours.ink_3}" stroke-width="1.5" fill="none" '
        'stroke-linejoin="round"/>'
        f'<circle cx="{points[-1][0]:.1f}" cy="{points[-1][1]:.1f}" r="3" fill="{colours.ink}"/>'
        "</svg>"
    )
    source = f"data:image/svg+xml,{quote(svg)}"
    return Markup('<img class="spark" width="{}" height="{}" alt="{}" src="{}">').format(
        WIDTH, HEIGHT, alt, source
    )
