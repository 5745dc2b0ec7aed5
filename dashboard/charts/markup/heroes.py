"""Headline metrics as HTML."""

from collections.abc import Callable

from markupsafe import Markup

from dashboard.charts.markup.parts import behind, change, joined, status
from dashboard.charts.markup.sparks import sparkline
from dashboard.charts.spec import Hero, HeroRow, Tone
from dashboard.theme import Tokens

ARTICLE = Markup(
    '<article class="hero"><header><h2>{}</h2>{}</header>'
    '<div class="fig"><p class="val">{}<i>{}</i><small>{}</small></p>{}</div>'
    '<p class="why">{}<small>{}</small></p><dl>{}</dl></article>'
)


def hero_markup(
    row: HeroRow, colours: Tokens, *, spark_alt: str, link: Callable[[str], str]
) -> Markup:
    """Set the headline metrics side by side.

    Args:
        row: the headline metrics.
        colours: of the reader's theme.
        spark_alt: says what the small curves show.
        link: metric id → where its name leads.
    """
    heroes = joined(
        _hero(hero, colours, spark_alt=spark_alt, href=link(hero.key)) for hero in row.heroes
    )
    return Markup('<div class="heroes" role="group" aria-label="{}">{}</div>').format(
        row.face.alt, heroes
    )


def _hero(hero: Hero, colours: Tokens, *, spark_alt: str, href: str) -> Markup:
    facts = joined(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(
            label,
            change(said) if said.tone is not Tone.PLAIN else Markup("{}").format(said.text),
        )
        for label, said in hero.facts
    )
    return ARTICLE.format(
        behind(hero.name, href),
        status(hero.status),
        hero.number_text,
        hero.unit_text,
        hero.interval_text,
        sparkline(hero.series, target=hero.target, colours=colours, alt=spark_alt),
        hero.why,
        hero.span,
        facts,
    )
