GIVEN = {
    "mediations": """
    grid_code | community_code | kind     | opened_on  | concluded_on | outcome
    ----------+----------------+----------+------------+--------------+----------
    S1G1      | –              | 邻里纠纷 | 2020-02-20 | 2020-03-01   | settled
    S1G1      | –              | 邻里纠纷 | 2020-03-20 | 2020-03-31   | failed
    S1G1      | –              | 婚姻家庭 | 2020-03-20 | 2020-04-01   | settled
    –         | S1C2           | 邻里纠纷 | 2020-03-05 | 2020-03-09   | settled
    –         | S1C2           | 邻里纠纷 | 2020-03-05 | 2020-03-10   | withdrawn
    S2G1      | –              | 邻里纠纷 | 2020-03-05 | –            | –
    """,
    "tasks": """
    assigned_on
    -----------
    2020-04-15
    """,
}


def test_settled_disputes_are_a_share_of_those_concluded_in_the_period(example):
    example(
        given=GIVEN,
        cutoff="2020-05-05 08:00:00",
        # The withdrawn one is left out and counted beside; what is under way has no outcome.
        expect="""
        period  | area | numerator | denominator | excluded
        --------+------+-----------+-------------+---------
        2020-03 | S1   | 2         | 3           | 1
        2020-03 | S1C1 | 1         | 2           | 0
        2020-03 | S1C2 | 1         | 1           | 1
        2020-03 | S2   | –         | –           | –
        2020-03 | D    | 2         | 3           | 1
        2020-H1 | D    | 3         | 4           | 1
        """,
    )


def test_another_dispute_of_the_kind_within_ninety_days_is_counted_beside(example):
    rows = [
        "S1G1 | 邻里纠纷 | 2020-01-02 | 2020-01-10 | settled",
        # Ninety days after the first was settled, and ninety-one after the second.
        "S1G1 | 邻里纠纷 | 2020-04-09 | 2020-04-09 | settled",
        "S1G1 | 邻里纠纷 | 2020-07-09 | 2020-07-10 | settled",
        "S1G1 | 婚姻家庭 | 2020-01-12 | 2020-01-12 | failed",
        *[f"S1G1 | 第{n}类 | 2020-05-01 | 2020-05-02 | settled" for n in range(17)],
    ]
    header = "grid_code | kind | opened_on | concluded_on | outcome"
    example(
        given={"mediations": "\n".join([header, "---", *rows])},
        cutoff="2021-01-05 08:00:00",
        beside="repeated",
        expect="""
        period | area | numerator | denominator | value
        -------+------+-----------+-------------+------
        2020   | D    | 1         | 20          | 0.05
        """,
    )
