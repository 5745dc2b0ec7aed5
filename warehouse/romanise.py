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
    }
)

# Longest first. A tier that the page shows anyway is left out.
SUFFIXES = {
    "社区居委会": " Community",
    "社区村委会": " Community",
    "村委会": " Village",
    "居委会": " Community",
    "街道": "",
    "社区": " Community",
    "新区": " New Area",
    "区": " District",
    "县": " County",
    "市": " City",
    "镇": "",
    "乡": "",
    "村": " Village",
}
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
VOWELS = tuple("aeo")


@cache
def romanised(name: str) -> str:
    """Give the English name of a place; text without Chinese characters stays as it is.

    ``龙池街道`` becomes ``Longchi``, ``马鞍街道`` ``Ma'an``, ``六合区`` ``Luhe District``.
    """
    if not CHINESE.search(name):
        return name
    for suffix, word in SUFFIXES.items():
        stem = name.removesuffix(suffix)
        # 竹镇 and 高村 are names, not tiers of a one-character name.
        if stem != name and len(stem) > 1:
            return CHINESE.sub(_in_pinyin, stem) + word
    return CHINESE.sub(_in_pinyin, name)


def _in_pinyin(found: re.Match[str]) -> str:
    syllables = lazy_pinyin(found[0], style=Style.NORMAL)
    # An apostrophe keeps Ma'an from being read Man.
    joined = syllables[0] + "".join(
        f"'{one}" if one.startswith(VOWELS) else one for one in syllables[1:]
    )
    return joined.capitalize()
