GIVEN = {
    "tasks": """
    assigned_on
    -----------
    2020-01-15
    2020-03-15
    """,
    "grid_members": """
    member_code | grid_code | role      | started_on | ended_on
    ------------+-----------+-----------+------------+-----------
    M1          | S1G1      | full_time | 2018-01-01 | –
    M1          | S1G3      | full_time | 2018-01-01 | –
    M2          | S1G1      | part_time | 2018-01-01 | –
    M3          | S1G1      | head      | 2018-01-01 | –
    M4          | S2G1      | full_time | 2018-01-01 | 2020-03-31
    M5          | S2G1      | full_time | 2018-01-01 | 2020-03-30
    M6          | S2G1      | full_time | 2020-04-01 | –
    """,
}


def test_full_time_members_on_the_last_day_are_set_against_all_grids(example):
    example(
        given=GIVEN,
        cutoff="2020-04-05 08:00:00",
        # M1 looks after two grids and is one member; M4 served on the last day, M5 did not.
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+-------
        2020-02 | D    | 3.0       | 4           | 0.7500
        2020-03 | D    | 2.0       | 4           | 0.5000
        2020-03 | S1   | 1.0       | 3           | 0.3333
        2020-03 | S1C1 | 0.5       | 2           | 0.2500
        2020-03 | S2   | 1.0       | 1           | 1.0000
        2020-Q1 | D    | 2.0       | 4           | 0.5000
        """,
    )


def test_a_posting_at_a_grid_that_is_gone_is_none(example):
    example(
        given={
            **GIVEN,
            "grids": """
            grid_code | kind          | valid_from | valid_to
            ----------+---------------+------------+-----------
            S1G1      | comprehensive | 2015-01-01 | 2020-03-01
            S1G3      | comprehensive | 2015-01-01 | –
            """,
            "grid_members": """
            member_code | grid_code | role      | started_on
            ------------+-----------+-----------+-----------
            M1          | S1G1      | full_time | 2018-01-01
            M2          | S1G1      | full_time | 2018-01-01
            M2          | S1G3      | full_time | 2018-01-01
            """,
        },
        cutoff="2020-04-05 08:00:00",
        # M2 is whole at the grid that is left.
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-02 | D    | 2.0       | 2
        2020-03 | D    | 1.0       | 1
        """,
    )
