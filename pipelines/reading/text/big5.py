"""Recognise Big5, which decodes as GB18030 without an error and comes out as nonsense."""

_ENOUGH = 6
_RARE_SHARE = 0.25
_LAST_FREQUENT = 0xC6


def looks_like_big5(sample: bytes) -> bool:
    """Tell whether a text that is not UTF-8 is rather Big5 than GB18030.

    It is when it is valid Big5, made almost only of Big5's frequent characters, while read as
    GB18030 more than a quarter of its characters lie outside GB 2312: Big5 puts half of its
    second bytes below A1, where GBK keeps what simplified Chinese hardly uses.
    """
    lines = sample.rpartition(b"\n")[0] or sample
    try:
        big5 = lines.decode("big5")
        gb18030 = lines.decode("gb18030", "replace")
    except UnicodeDecodeError:
        return False
    read = [character for character in gb18030 if not character.isascii()]
    meant = [character.encode("big5")[0] for character in big5 if not character.isascii()]
    if len(meant) < _ENOUGH:
        return False
    rare = sum(not _is_gb2312(character) for character in read)
    frequent = sum(first <= _LAST_FREQUENT for first in meant)
    return rare > _RARE_SHARE * len(read) and frequent > 0.9 * len(meant)


def _is_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
