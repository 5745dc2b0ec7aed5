MARCH = """
    assigned_on
    -----------
    2020-01-15
    2020-03-15
    """


def test_dedicated_grids_are_a_share_of_all(example):
    example(
        given={"tasks": MARCH},
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | value  | low | high
        --------+------+-----------+-------------+--------+-----+-----
        2020-03 | D    | 1         | 4           | 0.2500 | –   | –
        2020-03 | S1   | 1         | 3           | 0.3333 | –   | –
        2020-03 | S2   | 0         | 1           | 0.0000 | –   | –
        2020-03 | S1C1 | 1         | 2           | 0.5000 | –   | –
        """,
    )


def test_grids_are_counted_on_the_last_day_of_the_period(example):
    example(
        given={
            "tasks": MARCH,
            "grids": """
            grid_code | kind          | valid_from | valid_to
            ----------+---------------+------------+-----------
            S1G1      | comprehensive | 2015-01-01 | –
            S1G2      | dedicated     | 2015-01-01 | 2020-03-31
            S1G3      | dedicated     | 2015-01-01 | 2020-04-01
            S1G4      | dedicated     | 2020-03-31 | –
            S1G5      | dedicated     | 2020-04-01 | –
            S1G6      | comprehensive | 2015-01-01 | 2020-02-01
            S1G6      | dedicated     | 2020-02-01 | –
            """,
        },
        cutoff="2020-04-05 08:00:00",
        # Valid until a day means: no longer on that day. S1G6 became dedicated in February.
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-01 | D    | 2         | 4
        2020-02 | D    | 3         | 4
        2020-03 | D    | 3         | 4
        2020-Q1 | D    | 3         | 4
        """,
    )


def test_a_period_cut_short_is_counted_on_its_last_known_day(example):
    example(
        given={
            "tasks": MARCH,
            "grids": """
            grid_code | kind          | valid_from | valid_to
            ----------+---------------+------------+-----------
            S1G1      | comprehensive | 2015-01-01 | –
            S1G2      | dedicated     | 2015-01-01 | 2020-03-20
            S1G3      | dedicated     | 2020-03-20 | –
            S1G4      | dedicated     | 2020-03-20 | –
            """,
        },
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-03 | D    | 1         | 2
        2020    | D    | 1         | 2
        """,
    )


def test_a_full_count_is_set_against_the_district_without_interval_or_judgement(example):
    example(
        given={
            "tasks": MARCH,
            "grids": """
            times | grid_code | kind          | community_code | valid_from
            ------+-----------+---------------+----------------+-----------
            1     | S1G1      | comprehensive | S1C1           | 2015-01-01
            1     | S1G2      | dedicated     | S1C1           | 2015-01-01
            1     | S2G1      | comprehensive | S2C1           | 2015-01-01
            """,
        },
        cutoff="2020-04-05 08:00:00",
        # Below 30 grids nothing is coloured, and a share without judgement is never ranked.
        expect="""
        period  | area | value  | benchmark | is_small | outcome_benchmark | rank
        --------+------+--------+-----------+----------+-------------------+-----
        2020-03 | S1   | 0.5000 | 0.3333    | T        | not_compared      | –
        2020-03 | S2   | 0.0000 | 0.3333    | T        | not_compared      | –
        """,
    )
