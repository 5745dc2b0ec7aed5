GIVEN = {
    "matters": """
    matter_id | reported_at         | closed_at           | status
    ----------+---------------------+---------------------+-----------
    E1        | 2020-03-02 08:00:00 | 2020-03-08 08:00:00 | closed
    E2        | 2020-03-02 08:00:00 | 2020-03-08 08:00:00 | closed
    E3        | 2020-03-02 08:00:00 | 2020-03-08 08:00:00 | closed
    E4        | 2020-03-02 08:00:00 | 2020-03-08 08:00:00 | closed
    E5        | 2020-03-02 08:00:00 | –                   | open
    E6        | 2020-03-02 08:00:00 | 2020-03-08 08:00:00 | terminated
    """,
    "matter_steps": """
    matter_id | step      | at                  | outcome
    ----------+-----------+---------------------+--------------------
    E1        | revisited | 2020-03-10 08:00:00 | solved_satisfied
    E2        | revisited | 2020-03-10 08:00:00 | solved_dissatisfied
    E3        | revisited | 2020-03-10 08:00:00 | unreached
    E5        | revisited | 2020-03-10 08:00:00 | unsolved
    """,
}


def test_solved_is_not_yet_satisfied(example):
    example(
        given=GIVEN,
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | excluded
        --------+------+-----------+-------------+---------
        2020-03 | S1G1 | 1         | 3           | 1
        2020-03 | D    | 1         | 3           | 1
        """,
    )


def test_beside_it_stands_how_many_of_the_closed_were_called_back(example):
    example(
        given=GIVEN,
        cutoff="2020-04-05 08:00:00",
        beside="call_back_coverage",
        # E4 was closed and never called; E5 is open and E6 terminated, and neither is looked for.
        expect="""
        period  | area | numerator | denominator | withheld
        --------+------+-----------+-------------+--------------
        2020-03 | D    | –         | –           | below_minimum
        """,
    )


def test_call_back_coverage_is_shown_where_enough_were_closed(example):
    example(
        given={
            "matters": """
            times | reported_at         | closed_at           | status
            ------+---------------------+---------------------+-------
            30    | 2020-03-02 08:00:00 | 2020-03-08 08:00:00 | closed
            10    | 2020-03-02 08:00:00 | –                   | open
            """,
            "matter_steps": """
            matter_id | step      | at                  | outcome
            ----------+-----------+---------------------+----------
            M1        | revisited | 2020-03-10 08:00:00 | unreached
            M31       | revisited | 2020-03-10 08:00:00 | unsolved
            """,
        },
        cutoff="2020-04-05 08:00:00",
        beside="call_back_coverage",
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+-------
        2020-03 | D    | 1         | 30          | 0.0333
        """,
    )
