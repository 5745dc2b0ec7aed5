def test_a_grid_with_one_valid_patrol_is_covered(example):
    example(
        given={
            "patrols": """
            grid_code | started_at          | ended_at
            ----------+---------------------+--------------------
            S1G1      | 2020-03-02 08:00:00 | 2020-03-02 08:40:00
            S1G1      | 2020-03-03 08:00:00 | 2020-03-03 08:40:00
            S1G2      | 2020-03-03 08:00:00 | 2020-03-03 08:02:00
            S2G1      | 2020-03-31 23:50:00 | –
            """
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+------
        2020-03 | D    | 2         | 4           | 0.50
        2020-03 | S1   | 1         | 3           | 0.33
        2020-03 | S1C1 | 1         | 2           | 0.50
        2020-03 | S1C2 | 0         | 1           | 0.00
        2020-Q1 | D    | 2         | 4           | 0.50
        2020-H1 | D    | 2         | 4           | 0.50
        2020    | D    | 2         | 4           | 0.50
        """,
    )


def test_a_grid_counts_once_in_a_longer_period(example):
    example(
        given={
            "patrols": """
            grid_code | started_at
            ----------+--------------------
            S1G1      | 2020-01-15 08:00:00
            S1G2      | 2020-02-15 08:00:00
            S1G1      | 2020-03-15 08:00:00
            """
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-01 | D    | 1         | 4
        2020-02 | D    | 1         | 4
        2020-Q1 | D    | 2         | 4
        """,
    )


def test_a_grid_that_is_split_counts_as_what_it_was_and_what_it_became(example):
    example(
        given={
            "grids": """
            grid_code | kind          | community_code | valid_from | valid_to   | predecessor_codes
            ----------+---------------+----------------+------------+------------+------------------
            S1G1      | comprehensive | S1C1           | 2015-01-01 | 2020-03-16 | –
            S1G8      | comprehensive | S1C1           | 2020-03-16 | –          | S1G1
            S1G9      | comprehensive | S1C1           | 2020-03-16 | –          | S1G1
            """,
            "patrols": """
            grid_code | started_at
            ----------+--------------------
            S1G1      | 2020-03-02 08:00:00
            S1G8      | 2020-03-20 08:00:00
            S1G8      | 2020-04-20 08:00:00
            """,
        },
        cutoff="2020-05-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-03 | S1C1 | 2         | 3
        2020-04 | S1C1 | 1         | 2
        """,
    )


def test_a_grid_that_moved_counts_once_where_it_last_was(example):
    example(
        given={
            "grids": """
            grid_code | kind          | community_code | valid_from | valid_to
            ----------+---------------+----------------+------------+-----------
            S1G1      | comprehensive | S1C1           | 2015-01-01 | 2020-03-16
            S1G1      | comprehensive | S1C2           | 2020-03-16 | –
            """,
            "patrols": """
            grid_code | started_at
            ----------+--------------------
            S1G1      | 2020-03-02 08:00:00
            """,
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-03 | S1   | 1         | 1
        2020-03 | S1C1 | –         | –
        2020-03 | S1C2 | 1         | 1
        """,
    )


def test_before_patrols_were_delivered_no_grid_is_called_unpatrolled(example):
    example(
        given={
            "tasks": """
            assigned_on
            -----------
            2020-01-15
            """,
            "patrols": """
            grid_code | started_at
            ----------+--------------------
            S1G1      | 2020-03-02 08:00:00
            """,
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | withheld
        --------+------+-----------+-------------+---------
        2020-01 | D    | –         | –           | no_data
        2020-03 | D    | 1         | 4           | –
        2020-Q1 | D    | 1         | 4           | –
        """,
    )


def test_after_the_cut_off_nothing_is_known(example):
    example(
        given={
            "tasks": """
            assigned_on
            -----------
            2020-05-15
            """,
            "patrols": """
            grid_code | started_at
            ----------+--------------------
            S1G1      | 2020-03-02 08:00:00
            """,
        },
        expect="""
        period  | area | numerator | denominator | withheld | is_provisional
        --------+------+-----------+-------------+----------+---------------
        2020-03 | D    | 1         | 4           | –        | T
        2020-04 | D    | –         | –           | no_data  | F
        2020-Q1 | D    | 1         | 4           | –        | T
        """,
    )
