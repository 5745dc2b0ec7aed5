def test_what_reached_a_street_and_is_open_is_held_and_past_its_limit_there_stuck(example):
    example(
        given={
            "matters": """
            matter_id | reported_at         | due_at              | closed_at           | status
            ----------+---------------------+---------------------+---------------------+-----------
            E1        | 2020-03-02 08:00:00 | 2020-03-09 08:00:00 | –                   | open
            E2        | 2020-03-02 08:00:00 | 2020-03-09 08:00:00 | –                   | open
            E3        | 2020-03-02 08:00:00 | 2020-04-20 08:00:00 | –                   | open
            E4        | 2020-03-02 08:00:00 | 2020-03-09 08:00:00 | 2020-03-30 08:00:00 | closed
            E5        | 2020-03-02 08:00:00 | 2020-03-09 08:00:00 | 2020-04-02 08:00:00 | closed
            E6        | 2020-03-02 08:00:00 | 2020-03-09 08:00:00 | –                   | open
            E7        | 2020-03-02 08:00:00 | 2020-03-09 08:00:00 | 2020-03-05 08:00:00 | open
            E8        | 2020-03-02 08:00:00 | 2020-03-09 08:00:00 | 2020-03-20 08:00:00 | terminated
            E9        | 2020-03-02 08:00:00 | 2020-03-09 08:00:00 | –                   | cancelled
            """,
            "matter_steps": """
            matter_id | step       | level      | at
            ----------+------------+------------+--------------------
            E1        | accepted   | street     | 2020-03-02 10:00:00
            E2        | accepted   | street     | 2020-03-02 10:00:00
            E2        | dispatched | department | 2020-03-02 11:00:00
            E3        | accepted   | street     | 2020-03-02 10:00:00
            E4        | accepted   | street     | 2020-03-02 10:00:00
            E5        | accepted   | street     | 2020-03-02 10:00:00
            E5        | fed_back   | street     | 2020-04-02 08:00:00
            E6        | accepted   | community  | 2020-03-02 10:00:00
            E7        | accepted   | street     | 2020-03-02 10:00:00
            E8        | accepted   | street     | 2020-03-02 10:00:00
            E9        | accepted   | street     | 2020-03-02 10:00:00
            """,
        },
        cutoff="2020-04-05 08:00:00",
        # Held in March: E1, E2 (at the department), E3 (in time), E5 and E7 (opened again).
        expect="""
        period  | area | numerator | denominator | excluded | is_provisional
        --------+------+-----------+-------------+----------+---------------
        2020-03 | D    | 3         | 5           | 1        | F
        2020-Q1 | D    | 3         | 5           | 1        | F
        2020-04 | D    | 2         | 4           | 0        | T
        2020-H1 | D    | 2         | 4           | 1        | T
        2020    | D    | 2         | 4           | 1        | T
        """,
    )


def test_a_matter_is_judged_where_it_was_when_the_period_ended(example):
    example(
        given={
            "matters": """
            matter_id | reported_at         | due_at
            ----------+---------------------+--------------------
            E1        | 2020-02-03 08:00:00 | 2020-02-10 08:00:00
            """,
            "matter_steps": """
            matter_id | step       | level      | at
            ----------+------------+------------+--------------------
            E1        | reported   | grid       | 2020-02-03 08:00:00
            E1        | accepted   | street     | 2020-02-03 09:00:00
            E1        | dispatched | department | 2020-03-10 08:00:00
            E1        | returned   | street     | 2020-04-10 08:00:00
            """,
        },
        cutoff="2020-05-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-02 | D    | 1         | 1
        2020-03 | D    | 0         | 1
        2020-04 | D    | 1         | 1
        2020-Q1 | D    | 0         | 1
        """,
    )
