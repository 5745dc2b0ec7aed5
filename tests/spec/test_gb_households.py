MARCH = """
    assigned_on
    -----------
    2020-01-15
    2020-03-15
    """


def test_households_of_comprehensive_grids_are_averaged(example):
    example(
        given={"tasks": MARCH},
        cutoff="2020-04-05 08:00:00",
        # The ten households of the dedicated grid S1G2 have no part in it.
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+-------
        2020-03 | D    | 900       | 3           | 300.0
        2020-03 | S1   | 580       | 2           | 290.0
        2020-03 | S1C1 | 300       | 1           | 300.0
        2020-03 | S2   | 320       | 1           | 320.0
        """,
    )


def test_a_grid_that_nobody_counted_does_not_lower_the_average(example):
    example(
        given={
            "tasks": MARCH,
            "grids": """
            grid_code | kind          | households | valid_from
            ----------+---------------+------------+-----------
            S1G1      | comprehensive | 300        | 2015-01-01
            S1G2      | comprehensive | –          | 2015-01-01
            S1G3      | comprehensive | 0          | 2015-01-01
            """,
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+------
        2020-03 | D    | 300       | 2           | 150.0
        """,
    )


def test_a_split_halves_the_average_from_its_day_on(example):
    example(
        given={
            "tasks": MARCH,
            "grids": """
            grid_code | kind          | households | valid_from | valid_to   | predecessor_codes
            ----------+---------------+------------+------------+------------+------------------
            S1G1      | comprehensive | 600        | 2015-01-01 | 2020-02-10 | –
            S1G8      | comprehensive | 310        | 2020-02-10 | –          | S1G1
            S1G9      | comprehensive | 290        | 2020-02-10 | –          | S1G1
            """,
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+------
        2020-01 | D    | 600       | 1           | 600.0
        2020-02 | D    | 600       | 2           | 300.0
        2020-Q1 | D    | 600       | 2           | 300.0
        """,
    )


def test_a_norm_is_kept_to_on_either_side(example):
    example(
        given={
            "tasks": MARCH,
            "targets": """
            metric        | level    | period | target | floor
            --------------+----------+--------+--------+------
            gb_households | district | 2020   | 350    | 310
            gb_households | street   | 2020   | 310    | 300
            """,
        },
        cutoff="2020-04-05 08:00:00",
        # Three grids are too few to be coloured.
        expect="""
        period  | area | value | floor | target | outcome_target | is_small
        --------+------+-------+-------+--------+----------------+---------
        2020-03 | D    | 300.0 | 310.0 | 350.0  | not_compared   | T
        2020-03 | S2   | 320.0 | 300.0 | 310.0  | not_compared   | T
        """,
    )


def test_outside_the_norm_is_said_where_there_are_enough_grids(example):
    grids = [
        f"S1G{number} | comprehensive | S1C1 | {households} | 2015-01-01"
        for number, households in enumerate([400] * 30, start=1)
    ]
    example(
        given={
            "tasks": MARCH,
            "grids": "\n".join(
                ["grid_code | kind | community_code | households | valid_from", "---", *grids]
            ),
            "targets": """
            metric        | level    | period | target | floor
            --------------+----------+--------+--------+------
            gb_households | district | 2020   | 350    | 250
            gb_households | street   | 2020   | 450    | 350
            """,
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | value | outcome_target
        --------+------+-------+---------------
        2020-03 | D    | 400.0 | higher
        2020-03 | S1   | 400.0 | similar
        """,
    )
