def test_hours_are_weighed_not_tasks(example):
    example(
        given={
            "tasks": """
            grid_code | assigned_on | is_off_list | hours
            ----------+-------------+-------------+------
            S1G1      | 2020-03-02  | T           | 6.0
            S1G1      | 2020-03-03  | F           | 10.0
            S1G1      | 2020-03-31  | F           | 8.0
            S1G1      | 2020-04-01  | F           | 99.0
            S2G1      | 2020-03-04  | T           | 20.0
            S2G1      | 2020-03-05  | F           | 0.0
            S9G9      | 2020-03-05  | T           | 50.0
            """
        },
        cutoff="2020-05-05 08:00:00",
        # Tasks of a grid that nobody knows take no part; they are counted as unmatched.
        expect="""
        period  | area | numerator | denominator | value  | low | high
        --------+------+-----------+-------------+--------+-----+-----
        2020-03 | S1G1 | 6.0       | 24.0        | 0.2500 | –   | –
        2020-03 | S1   | 6.0       | 24.0        | 0.2500 | –   | –
        2020-03 | S2   | 20.0      | 20.0        | 1.0000 | –   | –
        2020-03 | D    | 26.0      | 44.0        | 0.5909 | –   | –
        2020-04 | D    | 0.0       | 99.0        | 0.0000 | –   | –
        """,
    )


def test_fewer_than_twenty_hours_carry_no_share(example):
    example(
        given={
            "tasks": """
            grid_code | assigned_on | is_off_list | hours
            ----------+-------------+-------------+------
            S1G1      | 2020-03-02  | T           | 6.0
            S1G1      | 2020-03-03  | F           | 13.5
            """
        },
        cutoff="2020-05-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | value | withheld
        --------+------+-----------+-------------+-------+--------------
        2020-03 | S1   | 6.0       | 19.5        | –     | below_minimum
        """,
    )


def test_the_grid_of_the_day_is_meant(example):
    example(
        given={
            "grids": """
            grid_code | kind          | community_code | valid_from | valid_to
            ----------+---------------+----------------+------------+-----------
            S1G1      | comprehensive | S1C1           | 2015-01-01 | 2020-03-16
            S1G1      | comprehensive | S1C2           | 2020-03-16 | –
            """,
            "tasks": """
            grid_code | assigned_on | is_off_list | hours
            ----------+-------------+-------------+------
            S1G1      | 2020-03-15  | T           | 20.0
            S1G1      | 2020-03-16  | F           | 30.0
            """,
        },
        cutoff="2020-05-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-03 | S1C1 | 20.0      | 20.0
        2020-03 | S1C2 | 0.0       | 30.0
        2020-03 | S1G1 | 20.0      | 50.0
        """,
    )
