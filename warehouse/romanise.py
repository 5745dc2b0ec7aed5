"""English names of Chinese places: Hanyu Pinyin, one word, with the tier where it helps."""

import re
from functools import cache

from pypinyin import Style, lazy_pinyin, load_phrases_dict

# Readings that only place names have.
load_phrases_dict(
    {
        "六合": [["lù"], ["hé"]],
        "长芦": [["cháng"], ["lú"]],
        "葛塘": [["gě"], ["táng"]],
        "栖霞": [["qī"], ["xiá"]],
        "溧水": [["lì"], ["shuǐ"]],
        "大厂": [["dà"], ["chǎng"]],
        "长山": [["cháng"], ["shān"]],
    }
)

# Longest first. A tier that the page shows anyway is left out.
SUFFIXES = {
    "社区居委会": " Community",
    "社区村委会": " Community",
    "村村委会": " Village",
    "村委会": " Village",
    "居委会": " Community",
    "街道": "",
    "社区": " Community",
    "开发区": " Development Zone",
    "新区": " New Area",
    "区": " District",
    "省": " Province",
    "县": " County",
    "市": " City",
    "镇": "",
    "乡": "",
    "村": " Village",
}
# 竹墩社区第1网格, 龙津社区学校专属网格14: what it is part of, what it is for, and its number.
NUMBERED_GRID = re.compile(
    r"^(?P<place>.*?)第?(?P<before>\d+)?(?P<kind>专属|综合)?网格(?P<after>\d+)?$"
)
GRID_KINDS = {"专属": " Dedicated", "综合": " Comprehensive", None: ""}
INSTITUTIONS = {
    "学校": " School",
    "医院": " Hospital",
    "园区": " Park",
    "商圈": " Shopping Area",
    "机关": " Offices",
    "企业": " Company",
    "市场": " Market",
}
# A district that no register names.
WHOLE = {"全区": "Whole district"}
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
VOWELS = tuple("aeo")


@cache
def romanised(name: str) -> str:
    """Give the English name of a place; text without Chinese characters stays as it is.

    ``龙池街道`` becomes ``Longchi``, ``马鞍街道`` ``Ma'an``, ``六合区`` ``Luhe District``,
    ``竹墩社区第1网格`` ``Zhudun Community Grid 1``.
    """
    if name in WHOLE or not CHINESE.search(name):
        return WHOLE.get(name, name)
    if grid := NUMBERED_GRID.match(name):
        return _grid_name(grid)
    for suffix, word in SUFFIXES.items():
        stem = name.removesuffix(suffix)
        # 竹镇 and 高村 are names, not tiers of a one-character name.
        if stem != name and len(stem) > 1:
            return CHINESE.sub(_in_pinyin, stem) + word
    return CHINESE.sub(_in_pinyin, name)


def _grid_name(grid: re.Match[str]) -> str:
    place, institution = grid["place"], ""
    for suffix, word in INSTITUTIONS.items():
        if place.endswith(suffix):
            place, institution = place.removesuffix(suffix), word
    number = grid["before"] or grid["after"] or ""
    kind = GRID_KINDS[grid["kind"]]
    return f"{romanised(place)}{institution}{kind} Grid {number}".strip()


def _in_pinyin(found: re.Match[str]) -> str:
    syllables = lazy_pinyin(found[0], style=Style.NORMAL)
    # An apostrophe keeps Ma'an from being read Man.
    joined = syllables[0] + "".join(
        f"'{one}" if one.startswith(VOWELS) else one for one in syllables[1:]
    )
    return joined.capitalize()
