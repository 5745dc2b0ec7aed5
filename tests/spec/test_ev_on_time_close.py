def test_the_denominator_is_what_was_due_not_what_was_closed(example):
    example(
        given={
            "matters": """
            reported_at         | due_at              | closed_at           | status
            --------------------+---------------------+---------------------+-----------
            2020-03-02 08:00:00 | 2020-03-09 08:00:00 | 2020-03-09 08:00:00 | closed
            2020-03-02 08:00:00 | 2020-03-09 08:00:00 | 2020-03-09 08:00:01 | closed
            2020-03-02 08:00:00 | 2020-03-31 23:59:59 | 2020-04-02 08:00:00 | closed
            2020-03-02 08:00:00 | 2020-03-09 08:00:00 | –                   | open
            2020-03-25 08:00:00 | 2020-04-01 00:00:00 | 2020-03-30 08:00:00 | closed
            2020-03-02 08:00:00 | –                   | 2020-03-03 08:00:00 | closed
            2020-03-02 08:00:00 | 2020-03-09 08:00:00 | 2020-03-05 08:00:00 | terminated
            2020-03-02 08:00:00 | 2020-03-09 08:00:00 | –                   | cancelled
            2020-04-01 08:00:00 | 2020-04-20 08:00:00 | 2020-04-02 08:00:00 | closed
            """
        },
        cutoff="2020-04-05 08:00:00",
        # Whoever closes early what is due after the cut-off is not judged yet.
        expect="""
        period  | area | numerator | denominator | excluded | is_provisional
        --------+------+-----------+-------------+----------+---------------
        2020-03 | S1G1 | 1         | 4           | 2        | F
        2020-03 | D    | 1         | 4           | 2        | F
        2020-04 | D    | 1         | 1           | 0        | T
        2020-Q1 | D    | 1         | 4           | 2        | F
        2020-H1 | D    | 2         | 5           | 2        | T
        2020    | D    | 2         | 5           | 2        | T
        """,
    )


def test_a_matter_that_was_opened_again_is_late(example):
    example(
        given={
            "matters": """
            reported_at         | due_at              | closed_at           | status
            --------------------+---------------------+---------------------+-------
            2020-03-02 08:00:00 | 2020-03-09 08:00:00 | 2020-03-05 08:00:00 | open
            2020-03-02 08:00:00 | 2020-03-09 08:00:00 | 2020-03-05 08:00:00 | closed
            """
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-03 | D    | 1         | 2
        """,
    )


def test_halves_of_a_year_meet_at_the_first_of_july(example):
    example(
        given={
            "matters": """
            reported_at         | due_at              | closed_at           | status
            --------------------+---------------------+---------------------+-------
            2020-06-02 08:00:00 | 2020-06-30 23:59:59 | 2020-06-09 08:00:00 | closed
            2020-06-02 08:00:00 | 2020-07-01 00:00:00 | –                   | open
            2020-12-02 08:00:00 | 2020-12-31 23:59:59 | 2020-12-09 08:00:00 | closed
            """
        },
        cutoff="2021-01-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-H1 | D    | 1         | 1
        2020-H2 | D    | 1         | 2
        2020    | D    | 2         | 3
        """,
    )


def test_a_matter_belongs_to_the_grid_as_it_was_when_it_was_reported(example):
    example(
        given={
            "grids": """
            grid_code | kind          | community_code | valid_from | valid_to
            ----------+---------------+----------------+------------+-----------
            S1G1      | comprehensive | S1C1           | 2015-01-01 | 2020-03-16
            S1G1      | comprehensive | S2C1           | 2020-03-16 | –
            """,
            "matters": """
            grid_code | reported_at         | due_at              | closed_at           | status
            ----------+---------------------+---------------------+---------------------+-------
            S1G1      | 2020-03-15 23:59:00 | 2020-03-22 08:00:00 | –                   | open
            S1G1      | 2020-03-16 00:00:00 | 2020-03-22 08:00:00 | 2020-03-20 08:00:00 | closed
            """,
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-03 | S1   | 0         | 1
        2020-03 | S2   | 1         | 1
        2020-03 | S1G1 | 1         | 2
        """,
    )


def test_a_late_delivery_heals_the_past_and_moves_the_cut_off_only_with_newer_events(example):
    example(
        given={
            "matters": """
            load_seq | reported_at         | due_at              | closed_at           | status
            ---------+---------------------+---------------------+---------------------+-------
            1        | 2020-03-02 08:00:00 | 2020-03-09 08:00:00 | 2020-03-05 08:00:00 | closed
            1        | 2020-03-20 08:00:00 | 2020-03-27 08:00:00 | –                   | open
            2        | 2020-02-03 08:00:00 | 2020-02-10 08:00:00 | –                   | open
            """
        },
        # The second load knows of nothing after the first: what is due on 27 March stays unknown.
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-02 | D    | 0         | 1
        2020-03 | D    | 1         | 1
        """,
    )


def test_target_and_benchmark_are_cleared_by_the_interval_or_not_at_all(example):
    example(
        given={
            "matters": """
            times | grid_code | reported_at         | due_at     | closed_at  | status
            ------+-----------+---------------------+------------+------------+-------
            400   | S1G1      | 2020-03-02 08:00:00 | 2020-03-09 | 2020-03-05 | closed
            1     | S1G1      | 2020-03-02 08:00:00 | 2020-03-09 | –          | open
            80    | S2G1      | 2020-03-02 08:00:00 | 2020-03-09 | 2020-03-05 | closed
            20    | S2G1      | 2020-03-02 08:00:00 | 2020-03-09 | –          | open
            """,
            "targets": """
            metric           | level  | period | target
            -----------------+--------+--------+-------
            ev_on_time_close | street | 2020   | 0.95
            """,
        },
        cutoff="2020-04-05 08:00:00",
        # Wilson's limits of 80 of 100.
        expect="""
        period  | area | value  | low    | high   | benchmark | outcome_target | outcome_benchmark
        --------+------+--------+--------+--------+-----------+----------------+------------------
        2020-03 | S1   | 0.9975 | 0.9860 | 0.9996 | 0.9581    | better         | better
        2020-03 | S2   | 0.8000 | 0.7112 | 0.8666 | 0.9581    | worse          | worse
        """,
    )
