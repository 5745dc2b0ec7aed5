"""English names of Chinese places."""

import pytest

from warehouse.romanise import romanised


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("六合区", "Luhe District"),
        ("江苏省", "Jiangsu Province"),
        ("南京市", "Nanjing City"),
        ("溧水区", "Lishui District"),
        ("江北新区", "Jiangbei New Area"),
        ("沛县", "Peixian"),
        ("响水县", "Xiangshui County"),
        ("龙池街道", "Longchi"),
        ("长芦街道", "Changlu"),
        ("大厂街道", "Dachang"),
        ("马鞍街道", "Ma'an"),
        ("竹镇镇", "Zhuzhen"),
        ("高村", "Gaocun"),
        ("竹墩社区居委会", "Zhudun Community"),
        ("长山村村委会", "Changshan Village"),
        ("竹墩社区第1网格", "Zhudun Community Grid 1"),
        ("龙津社区学校专属网格14", "Longjin Community School Dedicated Grid 14"),
        ("全区", "Whole district"),
        ("Luhe", "Luhe"),
        ("320116", "320116"),
    ],
)
def test_places_are_written_in_pinyin_with_their_tier(name, english):
    assert romanised(name) == english
