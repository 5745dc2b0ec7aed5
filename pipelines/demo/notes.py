"""What accompanies the deliveries: delivery notes, the readme, the realised truth."""

import datetime as dt
from typing import Any

from pipelines.demo.toml_text import toml_text

NOTICE_ZH = "区以下的一切数据均为按种子生成的虚构数据，不反映任何真实街镇、村社区、网格或个人。"
NOTICE_EN = (
    "Everything below district level is invented from a seed and describes no real street, "
    "community, grid or person."
)
SENDER = "六合区网格化服务管理中心（演示）"

README = """\
演示数据（虚构） / DEMONSTRATION DATA (INVENTED)

{notice_zh}
区划名称与代码是真实的；2020年底的网格、党组织、重点户总数与公开名次取自所引文章；
标注 is_published = true 的名次与数值是公开发布的，其余（含其他区县的数值）均为虚构。
街镇与网格边界为示意边界。没有任何个人信息：人员与住户只有编号与散列标识。

01-registers          区划、网格、网格员、党组织、重点户名册
02-benchmarks         对标排名、目标、大事记
2018, 2019, 2020      巡查、走访、事项与环节、任务、问卷、调解、活动
corrections-upsert    一份更正：横梁街道 2020 年 11 月的事项，应以 --mode upsert 载入
delivery.toml         导出时间等说明
truth.toml            这份数据里真实存在什么：埋设的规律、坏行的文件与行号、无主网格编码

----------------------------------------------------------------------------------------

{notice_en}
Names and codes of areas are real. The totals of grids, party organisations and key households
at the end of 2020 and the published ranks are those of the cited essay. Ranks and values with
is_published = true were really published; all others, those of other districts too, are
invented. Outlines of streets and grids are illustrative. There is no personal data: members
and households are codes and hashed keys.

01-registers          areas, grids, grid members, party organisations, key households
02-benchmarks         rankings, targets, annotations
2018, 2019, 2020      patrols, visits, matters and their steps, tasks, survey, mediations,
                      activities
corrections-upsert    a correction: the matters of 横梁街道 in November 2020; load it with
                      --mode upsert
delivery.toml         time of the export and other notes
truth.toml            what is true in this data: planted patterns, file and line of every bad
                      row, grid codes that exist in no register

seed {seed} · scale {scale} · scenario {scenario}
"""


def delivery_note(exported_at: dt.datetime, *, sender: str = SENDER) -> str:
    """Write the note that stands beside delivered files."""
    return toml_text(
        {
            "exported_at": exported_at,
            "is_demonstration": True,
            "has_sketched_outlines": True,
            "sender": sender,
            "notice": {"zh": NOTICE_ZH, "en": NOTICE_EN},
        }
    )


def readme(*, seed: int, scale: float, scenario: str) -> str:
    """Write the readme of the whole delivery."""
    return README.format(
        notice_zh=NOTICE_ZH, notice_en=NOTICE_EN, seed=seed, scale=scale, scenario=scenario
    )


def truth_text(body: dict[str, Any]) -> str:
    """Write the realised truth."""
    top = (
        "# What is true in these demonstration deliveries: the plan of\n"
        "# pipelines/demo/truth.toml and what came of it. Shares are 0-1.\n"
        "# 演示数据（虚构）/ demonstration data, invented.\n\n"
    )
    return top + toml_text(body)
