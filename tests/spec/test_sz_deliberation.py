GIVEN = {
    "activities": """
    community_code | kind         | held_on    | participants
    ---------------+--------------+------------+-------------
    S1C1           | deliberation | 2020-01-02 | 20
    S1C1           | deliberation | 2020-02-02 | 20
    S1C1           | volunteer    | 2020-02-02 | 83
    S1C2           | deliberation | 2020-03-31 | 20
    S1C2           | legal        | 2020-03-20 | 20
    S9C9           | deliberation | 2020-03-20 | 20
    """
}


def test_meetings_are_set_against_community_quarters_with_or_without_a_meeting(example):
    example(
        given=GIVEN,
        cutoff="2020-04-05 08:00:00",
        # Three communities, one of which did not meet; nobody knows S9C9.
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+-------
        2020-Q1 | D    | 3         | 3.0000      | 1.0000
        2020-Q1 | S1   | 3         | 2.0000      | 1.5000
        2020-Q1 | S1C1 | 2         | 1.0000      | 2.0000
        2020-Q1 | S2   | 0         | 1.0000      | 0.0000
        2020-03 | D    | 1         | 1.0000      | 1.0000
        2020-03 | S2   | 0         | 0.3333      | 0.0000
        2020-H1 | D    | 3         | 3.0000      | 1.0000
        """,
    )


def test_a_community_counts_from_the_month_it_was_founded_in(example):
    example(
        given={
            **GIVEN,
            "areas": """
            level     | code | name     | parent_code | valid_from | valid_to
            ----------+------+----------+-------------+------------+-----------
            district  | D    | 示例区   | –           | –          | –
            street    | S1   | 甲街道   | D           | –          | –
            community | S1C1 | 甲一社区 | S1          | –          | –
            community | S1C2 | 甲二社区 | S1          | 2020-03-15 | –
            community | S1C3 | 甲三社区 | S1          | –          | 2020-02-01
            """,
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-Q1 | S1C1 | 2         | 1.0000
        2020-Q1 | S1C2 | 1         | 0.3333
        2020-Q1 | S1C3 | 0         | 0.3333
        2020-Q1 | D    | 3         | 1.6667
        """,
    )


def test_volunteers_per_thousand_residents_stand_beside_it(example):
    example(
        given=GIVEN,
        cutoff="2020-04-05 08:00:00",
        beside="volunteers",
        # 800 residents live in S1G1 and 30 in S1G2.
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+-------
        2020-Q1 | S1C1 | 83        | 830         | 100.00
        2020-Q1 | S1C2 | 0         | 700         | 0.00
        """,
    )
