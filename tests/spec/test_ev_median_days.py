def test_open_matters_count_with_the_time_they_have_waited(example):
    example(
        given={
            "matters": """
            times | reported_at         | closed_at           | status
            ------+---------------------+---------------------+-----------
            12    | 2020-03-02 08:00:00 | 2020-03-06 08:00:00 | closed
            8     | 2020-03-02 08:00:00 | –                   | open
            5     | 2020-03-02 08:00:00 | –                   | cancelled
            """
        },
        cutoff="2020-04-05 08:00:00",
        # Of the closed alone the median is 4 days too; of 20, twelve had closed by then.
        expect="""
        period  | area | numerator | denominator | excluded | value
        --------+------+-----------+-------------+----------+------
        2020-03 | D    | 12        | 20          | 5        | 4.00
        """,
    )


def test_where_more_than_half_are_open_the_median_is_not_reached(example):
    example(
        given={
            "matters": """
            times | reported_at         | closed_at           | status
            ------+---------------------+---------------------+-------
            9     | 2020-03-02 08:00:00 | 2020-03-04 08:00:00 | closed
            3     | 2020-03-02 08:00:00 | 2020-04-01 00:00:00 | closed
            8     | 2020-03-02 08:00:00 | –                   | open
            """
        },
        cutoff="2020-04-05 08:00:00",
        # Judged at the end of March, three of them were open; judged in April, they were closed.
        expect="""
        period  | area | numerator | denominator | value | withheld
        --------+------+-----------+-------------+-------+-------------------
        2020-03 | D    | 9         | 20          | –     | median_not_reached
        2020-Q1 | D    | 9         | 20          | –     | median_not_reached
        2020-H1 | D    | 12        | 20          | 29.67 | –
        """,
    )


def test_where_the_curve_runs_level_at_a_half_the_median_is_halfway_along(example):
    example(
        given={
            "matters": """
            times | reported_at         | closed_at           | status
            ------+---------------------+---------------------+-------
            10    | 2020-03-02 08:00:00 | 2020-03-04 08:00:00 | closed
            10    | 2020-03-02 08:00:00 | 2020-03-08 08:00:00 | closed
            """
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+------
        2020-03 | D    | 20        | 20          | 4.00
        """,
    )


def test_a_terminated_matter_leaves_without_an_end(example):
    example(
        given={
            "matters": """
            times | reported_at         | closed_at           | status
            ------+---------------------+---------------------+-----------
            20    | 2020-03-02 08:00:00 | 2020-03-03 08:00:00 | terminated
            10    | 2020-03-02 08:00:00 | 2020-03-05 08:00:00 | closed
            10    | 2020-03-02 08:00:00 | 2020-03-09 08:00:00 | closed
            10    | 2020-03-02 08:00:00 | 2020-03-12 08:00:00 | closed
            """
        },
        cutoff="2020-04-05 08:00:00",
        # Of the 30 left after the first day, a third closed by the 5th, two thirds by the 9th.
        expect="""
        period  | area | numerator | denominator | excluded | value
        --------+------+-----------+-------------+----------+------
        2020-03 | D    | 30        | 50          | 20       | 7.00
        """,
    )


def test_the_median_of_the_district_is_no_average_of_its_streets(example):
    example(
        given={
            "matters": """
            times | grid_code | reported_at         | closed_at           | status
            ------+-----------+---------------------+---------------------+-------
            60    | S1G1      | 2020-03-02 08:00:00 | 2020-03-03 08:00:00 | closed
            20    | S2G1      | 2020-03-02 08:00:00 | 2020-03-12 08:00:00 | closed
            5     | S1G3      | 2020-03-02 08:00:00 | 2020-03-03 08:00:00 | closed
            """
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | value | withheld
        --------+------+-----------+-------------+-------+--------------
        2020-03 | S1   | 65        | 65          | 1.00  | –
        2020-03 | S2   | 20        | 20          | 10.00 | –
        2020-03 | D    | 85        | 85          | 1.00  | –
        2020-03 | S1C2 | 5         | 5           | –     | below_minimum
        """,
    )
