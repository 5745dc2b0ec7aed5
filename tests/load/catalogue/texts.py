"""Entries 1 to 89: what may be wrong with a text."""

import gzip
import unicodedata

from tests.load.catalogue.entry import AT, COLUMNS, accept, line, quarantine, refuse, text
from tests.reading.workbooks import written

TASKS = "任务编号,网格编码,下达日期,任务类别,是否清单外,工时\n"


def task(category: str, name: str = "T1") -> str:
    return f"{name},G1,2020-03-02,{category},否,2\n"


def tasks(*categories: str, encoding: str = "utf-8") -> bytes:
    lines = [task(category, f"T{number}") for number, category in enumerate(categories)]
    return (TASKS + "".join(lines)).encode(encoding)


BIG5 = ("任務編號,網格編碼,類別\n" + "T1,G1,環境衛生與道路維護工作的檢查記錄\n" * 5).encode("big5")
TARGETS = "metric,level,period,target\n"
MATTERS = "matter_id,grid_code,category,channel,reported_at,closed_at,status\n"
PLAIN = text(line())
MANY = text(*(line(patrol_id=f"P{number}") for number in range(20_000)), line(findings="多"))
GBK_LINE = tasks("道路维护") + task("环境卫生", "T9").encode("gbk") + task("调解", "T8").encode()
WIDE_CELL = f'"{"x" * 70_000}"'

ENCODINGS = (
    accept(1, "a byte-order mark", b"\xef\xbb\xbf" + PLAIN),
    accept(2, "GBK", tasks("路灯", encoding="gbk"), name="tasks.csv", asked="category",
           held=("路灯",)),
    accept(3, "four-byte GB18030", tasks("𠮷", encoding="gb18030"), name="tasks.csv",
           asked="category", held=("𠮷",)),
    accept(4, "UTF-16 with a mark", PLAIN.decode().encode("utf-16")),
    refuse(5, "UTF-16 without a mark", PLAIN.decode().encode("utf-16-le"), "utf16_without_mark"),
    refuse(6, "Big5", BIG5, "looks_like_big5", name="tasks.csv"),
    refuse(7, "one line of GBK", GBK_LINE, "mixed_encoding", name="tasks.csv"),
    refuse(8, "a byte of no encoding", PLAIN + b"\xff\xff\xff,\n", "unknown_encoding"),
    refuse(9, "cut off inside a character", tasks("路灯")[:-5], "cut_off", name="tasks.csv"),
    refuse(10, "a NUL byte", PLAIN.replace(b"P1", b"P\x001"), "has_nul"),
    accept(11, "CRLF", PLAIN.replace(b"\n", b"\r\n")),
    accept(12, "CR alone", PLAIN.replace(b"\n", b"\r")),
    accept(13, "mixed line ends", text(line(), line(patrol_id="P2")).replace(b"\n", b"\r\n", 1),
           account=(2, 0, 0)),
    accept(14, "no final line end", PLAIN.rstrip(b"\n")),
    accept(15, "a line end inside quotation marks", tasks('"路\n灯"'), name="tasks.csv",
           asked="category", held=("路\n灯",)),
)  # fmt: skip

SHAPES = (
    refuse(16, "a quotation mark that is not closed", tasks('"路灯', "a", "b"), "open_quote",
           name="tasks.csv"),
    accept(17, "a quotation mark inside a cell", tasks('5" 管'), name="tasks.csv",
           asked="category", held=('5" 管',)),
    accept(18, "doubled quotation marks", tasks('"说""好"""'), name="tasks.csv",
           asked="category", held=('说"好"',)),
    quarantine(19, "a quotation mark escaped with a backslash", line(patrol_id='"P\\"1"'),
               "backslash_escape"),
    quarantine(20, "smart quotation marks round a comma", line(grid_code="“G1,G2”"),
               "too_many_cells"),
    quarantine(21, "a short record", "P1,G1,2020-03-02", "too_few_cells"),
    quarantine(22, "a long record", line() + ",1,2", "too_many_cells"),
    quarantine(23, "a comma without quotation marks", line(findings="1,060"), "too_many_cells"),
    accept(24, "semicolons", PLAIN.replace(b",", b";")),
    accept(25, "tabs", PLAIN.replace(b",", b"\t")),
    refuse(26, "full-width commas", PLAIN.decode().replace(",", "，").encode(),
           "fullwidth_delimiter"),
    refuse(27, "a column twice", text(line() + ",2", header=(*COLUMNS, "findings")),
           "repeated_header"),
    refuse(28, "a column missing", PLAIN.replace(b"started_at", b"begun"), "missing_columns"),
    accept(29, "a column more", text(line() + ",晴", header=(*COLUMNS, "天气"))),
    accept(30, "columns in another order", b"started_at,patrol_id,grid_code\n%b,P1,G1\n"
           % AT.encode()),
    accept(31, "a header in capitals and spaces", PLAIN.replace(b"patrol_id", b" Patrol_ID ")),
    accept(32, "Chinese headers", tasks("路灯"), name="tasks.csv"),
    refuse(33, "no header", "\n".join([line()] * 3).encode(), "no_header"),
    accept(34, "titles above the header", b"\xe5\xb7\xa1\xe6\x9f\xa5,,,,,,\n" + PLAIN),
    quarantine(35, "a total", "合计,,,,,,37", "total_row"),
    accept(36, "a header alone", text(), account=(0, 0, 0)),
    refuse(37, "nothing", b"", "empty_file"),
    refuse(38, "line ends alone", b"\n\n\n", "empty_file"),
    refuse(39, "a byte-order mark alone", b"\xef\xbb\xbf", "empty_file"),
    accept(40, "blank records", text("", line(), ",,,,,,", ""), account=(1, 0, 3)),
)  # fmt: skip

VALUES = (
    quarantine(41, "a number in words", line(findings="六十"), "not_a_number"),
    quarantine(42, "a per cent sign where none belongs", line(findings="60%"), "not_a_number"),
    accept(42, "a per cent sign", (TARGETS + "m,district,2020,60%\n").encode(), name="targets.csv",
           asked="target", held=(0.6,)),
    accept(43, "a thousands separator", text(line(findings='"1,060"')), asked="findings",
           held=(1060,)),
    accept(44, "full-width digits", text(line(findings="１２")), asked="findings", held=(12,)),
    quarantine(45, "NaN", line(longitude="NaN"), "not_finite"),
    quarantine(46, "infinity", line(longitude="inf"), "not_finite"),
    quarantine(47, "a code in scientific notation", line(grid_code="3.20116E+14"), "lost_digits"),
    accept(48, "leading zeros", text(line(grid_code="0012")), asked="grid_code", held=("0012",)),
    accept(49, "a code with .0", text(line(grid_code="12.0")), asked="grid_code", held=("12",)),
    quarantine(50, "a thirteenth month", line(started_at="2021/13/01"), "not_a_time"),
    quarantine(51, "a thirtieth of February", line(started_at="2021-02-30"), "not_a_time"),
    quarantine(52, "a serial number for a date", line(started_at="43892.33"), "serial_date"),
    accept(53, "a Chinese date", text(line(started_at="2020年3月2日 上午8时")), asked="started_at",
           held=(AT,)),
    quarantine(54, "an ambiguous date", line(started_at="03/01/2020"), "ambiguous_date"),
    accept(55, "an offset", text(line(started_at="2020-03-02T00:00:00Z")), asked="started_at",
           held=(AT,)),
    quarantine(56, "a year of two digits", line(started_at="26-3-1"), "ambiguous_date"),
    quarantine(57, "the future", line(started_at="2099-01-01"), "in_the_future"),
    accept(58, "24:00", text(line(started_at="2020-03-01 24:00")), asked="started_at",
           held=("2020-03-02 00:00:00",)),
    accept(59, "closed before it was reported",
           (MATTERS + f"E1,G1,路灯,grid,{AT},2020-03-01,closed\n").encode(), name="matters.csv",
           account=(0, 1, 0), reasons=frozenset({"closes_after_it_was_reported"})),
    quarantine(60, "longitude and latitude exchanged", line(longitude="32.3", latitude="118.8"),
               "looks_swapped"),
    quarantine(61, "a position of 0, 0", line(longitude="0", latitude="0"), "is_not_at_zero_zero"),
    # Which system is meant cannot be told from points; without a word it is WGS-84.
    accept(62, "a coordinate system that is not stated", PLAIN),
    quarantine(63, "degrees and minutes", line(longitude="118°48′"), "not_a_number"),
    # Whether a point lies in its grid is asked of the models, which know the outlines.
    accept(64, "a point outside the district", text(line(longitude="121.5", latitude="31.2"))),
    # A grid that is delivered late heals what came before it.
    accept(65, "an unknown grid", text(line(grid_code="X9"))),
    accept(66, "wide blanks round a code", text(line(grid_code="\u3000G1\u00a0")),
           asked="grid_code", held=("G1",)),
)  # fmt: skip

KEYS = (
    accept(67, "the same record twice", text(line(), line()), account=(1, 0, 1)),
    accept(68, "the same key with other content", text(line(), line(findings="2")),
           account=(0, 2, 0), reasons=frozenset({"conflicts_in_file"})),
    accept(69, "another word on what was loaded before", text(line(findings="2")),
           before=PLAIN, account=(0, 1, 0), reasons=frozenset({"already_loaded_otherwise"})),
    quarantine(70, "no key", line(patrol_id=""), "is_missing"),
    # Systems do tell codes apart by case.
    accept(71, "codes that differ in case", text(line(patrol_id="p1"), line()),
           account=(2, 0, 0)),
    accept(72, "an invisible character in a code", text(line(), line(patrol_id="P\u200b1")),
           account=(1, 0, 1)),
    accept(73, "a code written in two ways",
           text(*(line(patrol_id=unicodedata.normalize(form, "é1")) for form in ("NFC", "NFD"))),
           account=(1, 0, 1)),
)  # fmt: skip

HOSTILE = (
    accept(74, "a formula", tasks('"=HYPERLINK(""http://x"")"'), name="tasks.csv",
           asked="category", held=('=HYPERLINK("http://x")',)),
    accept(75, "a command", tasks("=cmd|' /C calc'!A0"), name="tasks.csv"),
    accept(76, "HTML", tasks("<script>1</script>"), name="tasks.csv", asked="category",
           held=("<script>1</script>",)),
    accept(77, "SQL", tasks("'; drop table x; --"), name="tasks.csv"),
    accept(78, "control characters", tasks("路\x07灯"), name="tasks.csv", asked="category",
           held=("路灯",)),
    accept(79, "writing turned round", tasks("路\u202e灯"), name="tasks.csv", asked="category",
           held=("路灯",)),
    quarantine(80, "a cell of 70 KB", line(grid_code=WIDE_CELL), "cell_too_long"),
    refuse(81, "a cell of 5 MB", text(line(grid_code="x" * 5_000_000)), "line_too_long"),
    refuse(82, "5 000 columns", text(header=(*COLUMNS, *(f"c{n}" for n in range(5_000)))),
           "too_many_columns"),
    accept(83, "words for nothing", text(line(longitude="N/A", latitude="-", findings="无")),
           asked="findings", held=(None,)),
    accept(84, "a word in line 20 002", MANY, account=(20_000, 1, 0),
           reasons=frozenset({"not_a_number"})),
    refuse(85, "gzip", gzip.compress(PLAIN), "misnamed_file"),
    refuse(86, "a workbook", written([COLUMNS]), "misnamed_file"),
    refuse(87, "a login page", b"<!DOCTYPE html><html><body>login</body></html>",
           "misnamed_file"),
    refuse(88, "JSON", b'[{"patrol_id": "P1"}]', "misnamed_file"),
    refuse(89, "a line without end", b"x" * 5_000_000, "line_too_long"),
)  # fmt: skip

TEXTS = (*ENCODINGS, *SHAPES, *VALUES, *KEYS, *HOSTILE)
