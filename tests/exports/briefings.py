"""Small briefings with one chart of every kind, in both languages, with names that mean harm."""

import datetime as dt

from dashboard.charts import spec
from dashboard.charts.spec import Chart, Face, Line, Provenance, Role, Said, Shape, Tone
from dashboard.exports.briefing import Briefing, Imprint, Part
from dashboard.format import NumberFormat
from dashboard.text import words

# A spreadsheet reads the first three as formulas; the last ones are markup.
HOSTILE = ("=1+1", "@x", "+1", "-2+3", "<b>x</b>", "a&b")
VERSION = "20201231-07db"
SHARE = NumberFormat(is_share=True, decimals=1)
WORDS = {
    "zh": {
        "title": "满意率：甲街道高于全区",
        "note": "%，2020 年，n = 900",
        "reading": "横条为 95% 区间",
        "above": "▲ 高于全区",
    },
    "en": {
        "title": "Satisfaction: Jia above the district",
        "note": "%, 2020, n = 900",
        "reading": "bar: 95% interval",
        "above": "▲ above",
    },
}


def briefing(language: str, *, is_demonstration: bool = True, shift: float = 0.0) -> Briefing:
    """Make a briefing of one chart of every kind; ``shift`` is added to every share."""
    said = WORDS[language]
    made = charts(language, is_demonstration=is_demonstration, shift=shift)
    parts = tuple(Part(one.face.chart_id, one, one.face.title) for one in made)
    imprint = Imprint(
        organisation="=1+1 <b>",
        issued_on=dt.date(2021, 1, 8),
        issue_number=3,
        mark="内部资料 注意保存" if language == "zh" else "Internal",
        signatures=(("制表" if language == "zh" else "Prepared", "@x"),),
    )
    summary = (said["title"], "a&b <b>x</b>")
    return Briefing(said["title"], said["note"], summary, parts, imprint, words(language))


def charts(language: str, *, is_demonstration: bool = True, shift: float = 0.0) -> list[Chart]:
    """Make one chart of every kind."""

    def face(chart_id: str) -> Face:
        said = WORDS[language]
        source = Provenance(
            metric_ids=("sv_satisfaction",),
            period="2020",
            area="=1+1",
            n=900,
            interval_method="Wilson",
            version=VERSION,
            cutoff_on="2020-12-31",
            is_demonstration=is_demonstration,
            filters=(("<b>", "@x"),),
            definition="+1 " + said["note"],
        )
        return Face(
            chart_id, said["title"], said["note"], f"ALT {said['title']}", source, said["reading"]
        )

    return [
        heroes(face("heroes"), shift=shift),
        pillars(face("pillars"), shift=shift),
        sketch_map(face("map"), shift=shift),
        dots(face("dots"), above=WORDS[language]["above"], shift=shift),
        slope(face("slope"), shift=shift),
        ladder(face("ladder"), shift=shift),
        waves(face("waves"), shift=shift),
        samples(face("samples")),
        traits(face("traits"), shift=shift),
    ]


def heroes(face: Face, *, shift: float = 0.0) -> Chart:
    """Make three headline figures; the last is withheld."""
    facts = (("=1+1", Said("▲ +2.5", Tone.BETTER)), ("@x", Said("95%")))
    known = [
        spec.Hero(
            *(f"metric_{position}", name, Said("▲ +1", Tone.BETTER), f"{90 + position}.0", "%"),
            *("89.0–92.0", "a&b", (0.9, None, 0.91), 0.9, "2018–2020", facts),
            *(0.9 + shift, 0.89 + shift, 0.92 + shift),
        )
        for position, name in enumerate(HOSTILE[:2])
    ]
    empty = (None, None, None, "<b>x</b>")
    small = Said("<b>x</b>", Tone.SMALL)
    withheld = spec.Hero("metric_2", "+1", small, "—", "", "", "", (), None, "", (), *empty)
    return spec.HeroRow(face, (*known, withheld), ("a", "b", "c", "d"))


def pillars(face: Face, *, shift: float = 0.0) -> Chart:
    """Make one row a hostile name; the last has no value."""
    rows = [
        spec.BulletRow(
            *(f"metric_{position}", "a&b", name, 0.9 + shift, 0.89, 0.92, 0.8, 0.95, ()),
            *(f"{90 + shift * 100:.1f}%", "89.0–92.0"),
            *(Said("▼ 95%", Tone.WORSE), Said("▲ +1", Tone.BETTER), Said("@x"), Tone.WORSE),
        )
        for position, name in enumerate(HOSTILE)
    ]
    none = (None, None, None, None, None, ())
    small = (Said("=1+1", Tone.SMALL), Said(""), Said(""), Tone.SMALL, "<b>")
    rows.append(spec.BulletRow("metric_9", "a&b", "none", *none, "—", "", *small))
    columns = ("=1+1", "floor", "target", "@x", "+1", "<b>", "a&b")
    return spec.BulletTable(face, tuple(rows), columns)


def sketch_map(face: Face, *, shift: float = 0.0) -> Chart:
    """Make six squares and one that is only outlined."""
    tones = (Tone.BETTER, Tone.WORSE, Tone.PLAIN, Tone.SMALL, Tone.PLAIN, Tone.WITHHELD)
    areas = tuple(
        spec.MapArea(
            *(f"area_{position}", name, (_square(position),), tone),
            text="" if tone is Tone.WITHHELD else f"{90 + position}.0",
            value=None if tone is Tone.WITHHELD else 0.9 + shift + position / 100,
            is_counted=tone is not Tone.WITHHELD,
        )
        for position, (name, tone) in enumerate(zip(HOSTILE, tones, strict=True))
    )
    legend = ((Tone.BETTER, "=1+1"), (Tone.WORSE, "@x"), (Tone.PLAIN, "a&b"), (Tone.SMALL, "<b>"))
    return spec.MapChart(face, areas, legend, "uncounted", ("=1+1", "@x"))


def _square(position: int) -> spec.Ring:
    x, y = 118.6 + 0.1 * (position % 3), 32.2 + 0.1 * (position // 3)
    return ((x, y), (x + 0.1, y), (x + 0.1, y + 0.1), (x, y + 0.1), (x, y))


def dots(face: Face, *, above: str, shift: float = 0.0) -> Chart:
    """Make one clearly better area, plain ones, and one without a value."""
    rows = tuple(
        spec.DotRow(
            *(f"area_{position}", name, value, value - 0.02, value + 0.01),
            *(Tone.BETTER if position == 0 else Tone.PLAIN, Shape.DOT, position, ("1", "2", "3")),
            verdict=above if position == 0 else "=2+2",
        )
        for position, name in enumerate(HOSTILE[:4])
        for value in (0.95 + shift - position / 64,)
    )
    nothing = (None, None, None, Tone.SMALL, Shape.HOLLOW, None, ("", "", ""), "")
    empty = spec.DotRow("area_9", "<b>x</b>", *nothing, reason="@x")
    lines = (Line(0.91, "=0.91", Role.BENCHMARK), Line(0.93, "@0.93", Role.TARGET))
    heads = ("=1+1", "@x", "+1", "<b>")
    return spec.DotChart(face, SHARE, heads, (*rows, empty), lines, heads)


def slope(face: Face, *, shift: float = 0.0) -> Chart:
    """Make one area that rose, one that has only one period."""
    texts = ("90.0", "95.0", "▲ +5.0")
    rows = (
        spec.SlopeRow("area_0", "=1+1", 0.9, 0.95 + shift, Tone.BETTER, *texts),
        spec.SlopeRow("area_1", "@x", 0.92, 0.91 + shift, Tone.PLAIN, *texts, is_own=True),
        spec.SlopeRow("area_2", "+1", None, 0.93 + shift, Tone.PLAIN, *texts),
    )
    return spec.SlopeChart(face, SHARE, ("2019", "2020"), rows, ("=1+1", "@x"))


def ladder(face: Face, *, shift: float = 0.0) -> Chart:
    """Make a ranking; the third place is the own one."""
    places = tuple(
        spec.Place(f"a{rank}", name, rank, 0.99 + shift - rank / 128, rank == 3, rank != 2)
        for rank, name in enumerate(HOSTILE, start=1)
    )
    return spec.LadderChart(face, SHARE, places, "=1+1 #3", ("1", "6"), ("=r", "@n", "+v"))


def waves(face: Face, *, shift: float = 0.0) -> Chart:
    """Make two panels with a gap each."""
    panels = tuple(
        spec.Panel(
            name,
            tuple(
                spec.Point(f"2020 Q{quarter}", value, value - 0.01, value + 0.01)
                if quarter != 2
                else spec.Point("2020 Q2", None, None, None)
                for quarter in range(1, 5)
                for value in (0.9 + shift + quarter / 128,)
            ),
            target=0.92,
            target_text="=0.92",
            end_text="93.1",
        )
        for name in HOSTILE[:2]
    )
    event = spec.Event(1.5, "<b>")
    return spec.WaveChart(face, SHARE, panels, (event,), ((0, "2020"),), (), ("=1+1", "@x", "+1"))


def samples(face: Face) -> Chart:
    """Make bars from zero and a floor."""
    rows = tuple(
        spec.BarRow(f"area_{place}", name, 500.0 - place, 250.0 - place, ("1", "2", "3"))
        for place, name in enumerate(HOSTILE)
    )
    heads = ("=1+1", "@x", "+1")
    return spec.BarChart(face, rows, heads, Line(200, "<b>", Role.REFERENCE), heads)


def traits(face: Face, *, shift: float = 0.0) -> Chart:
    """Make pairs of shares."""
    rows = tuple(spec.PairRow(name, 0.25 + shift, 0.5, "1.0") for name in HOSTILE)
    return spec.PairChart(face, SHARE, rows, ("=1+1", "@x", "+1"), "<b>")
