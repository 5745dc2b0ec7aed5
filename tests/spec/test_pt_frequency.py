def test_valid_patrols_are_divided_by_the_weeks_that_grids_existed(example):
    example(
        given={
            "patrols": """
            grid_code | started_at          | ended_at
            ----------+---------------------+--------------------
            S1G1      | 2020-02-03 08:00:00 | 2020-02-03 08:30:00
            S1G1      | 2020-02-04 08:00:00 | 2020-02-04 08:30:00
            S1G1      | 2020-02-05 08:00:00 | 2020-02-05 08:01:00
            S2G1      | 2020-02-29 08:00:00 | –
            """
        },
        cutoff="2020-03-05 08:00:00",
        # 29 days of February are 4.142857 weeks.
        expect="""
        period  | area | numerator | denominator | excluded | value
        --------+------+-----------+-------------+----------+-------
        2020-02 | S1G1 | 2         | 4.1429      | 1        | 0.4828
        2020-02 | S1   | 2         | 12.4286     | 1        | 0.1609
        2020-02 | D    | 3         | 16.5714     | 1        | 0.1810
        """,
    )


def test_a_grid_opened_within_the_month_counts_from_its_first_day(example):
    example(
        given={
            "grids": """
            grid_code | kind          | community_code | valid_from | valid_to
            ----------+---------------+----------------+------------+-----------
            S1G1      | comprehensive | S1C1           | 2015-01-01 | 2020-03-18
            S1G2      | comprehensive | S1C1           | 2020-03-18 | –
            """,
            "patrols": """
            grid_code | started_at
            ----------+--------------------
            S1G1      | 2020-03-17 23:59:00
            S1G2      | 2020-03-18 00:01:00
            """,
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-03 | S1G1 | 1         | 2.4286
        2020-03 | S1G2 | 1         | 2.0000
        2020-03 | S1C1 | 2         | 4.4286
        """,
    )


def test_weeks_end_with_the_day_of_the_cut_off(example):
    example(
        given={
            "patrols": """
            grid_code | started_at
            ----------+--------------------
            S1G1      | 2020-03-02 08:00:00
            S1G1      | 2020-03-14 08:00:00
            """
        },
        expect="""
        period  | area | numerator | denominator | is_provisional
        --------+------+-----------+-------------+---------------
        2020-03 | S1G1 | 2         | 2.0000      | T
        2020-03 | D    | 2         | 8.0000      | T
        2020-Q1 | D    | 2         | 8.0000      | T
        """,
    )


def test_more_is_not_always_better(example):
    example(
        given={
            "patrols": """
            times | grid_code | started_at
            ------+-----------+--------------------
            40    | S1G1      | 2020-03-02 08:00:00
            """,
            "grids": """
            grid_code | kind          | community_code | valid_from
            ----------+---------------+----------------+-----------
            S1G1      | comprehensive | S1C1           | 2015-01-01
            """,
            "targets": """
            metric       | level  | period | target | floor
            -------------+--------+--------+--------+------
            pt_frequency | street | 2020   | 3      | 2
            """,
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | value | target | floor | outcome_target | rank
        --------+------+-------+--------+-------+----------------+-----
        2020-03 | S1   | 9.03  | 3.0    | 2.0   | higher         | –
        """,
    )
