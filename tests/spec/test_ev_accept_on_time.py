def test_what_was_due_in_the_period_is_judged_accepted_or_not(example):
    example(
        given={
            "matters": """
            matter_id | reported_at         | status
            ----------+---------------------+-----------
            E1        | 2020-03-02 08:00:00 | open
            E2        | 2020-03-02 08:00:00 | open
            E3        | 2020-03-02 08:00:00 | closed
            E4        | 2020-03-02 08:00:00 | open
            E5        | 2020-03-31 22:00:00 | open
            E6        | 2020-03-02 08:00:00 | terminated
            E7        | 2020-03-02 08:00:00 | cancelled
            """,
            "matter_steps": """
            matter_id | step     | at                  | due_at
            ----------+----------+---------------------+--------------------
            E1        | accepted | 2020-03-02 09:00:00 | 2020-03-03 08:00:00
            E2        | accepted | 2020-03-03 08:00:00 | 2020-03-03 08:00:00
            E3        | accepted | 2020-03-03 08:00:01 | 2020-03-03 08:00:00
            E5        | accepted | 2020-03-31 23:00:00 | 2020-04-01 02:00:00
            E6        | accepted | 2020-03-02 09:00:00 | 2020-03-03 08:00:00
            """,
            "tasks": """
            assigned_on
            -----------
            2020-04-02
            """,
        },
        cutoff="2020-04-05 08:00:00",
        # E4 was never accepted and counts as late; E5 was due in April.
        expect="""
        period  | area | numerator | denominator | excluded
        --------+------+-----------+-------------+---------
        2020-03 | S1G1 | 2         | 4           | 2
        2020-03 | D    | 2         | 4           | 2
        2020-04 | D    | 1         | 1           | 0
        2020-Q1 | D    | 2         | 4           | 2
        2020    | D    | 3         | 5           | 2
        """,
    )


def test_where_no_limit_was_delivered_four_hours_are_usual(example):
    example(
        given={
            "matters": """
            matter_id | reported_at
            ----------+--------------------
            E1        | 2020-03-02 08:00:00
            E2        | 2020-03-02 08:00:00
            """,
            "matter_steps": """
            matter_id | step     | at
            ----------+----------+--------------------
            E1        | accepted | 2020-03-02 12:00:00
            E2        | accepted | 2020-03-02 12:00:01
            """,
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-03 | S1   | 1         | 2
        """,
    )


def test_what_steps_cannot_say_yet_is_not_late(example):
    example(
        given={
            "matters": """
            matter_id | reported_at         | closed_at           | status
            ----------+---------------------+---------------------+-------
            E1        | 2020-03-09 08:00:00 | –                   | open
            E2        | 2020-03-10 07:00:00 | –                   | open
            E3        | 2020-03-09 08:00:00 | 2020-03-20 08:00:00 | closed
            """,
            "matter_steps": """
            matter_id | step     | at
            ----------+----------+--------------------
            E3        | accepted | 2020-03-09 09:00:00
            E3        | handled  | 2020-03-10 10:00:00
            """,
        },
        # Matters are known until 20 March, steps only until the 10th at ten: E2 had till eleven.
        expect="""
        period  | area | numerator | denominator | is_provisional
        --------+------+-----------+-------------+---------------
        2020-03 | D    | 1         | 2           | T
        """,
    )


def test_matters_from_before_steps_were_delivered_are_not_judged(example):
    example(
        given={
            "matters": """
            matter_id | reported_at
            ----------+--------------------
            E1        | 2020-01-09 08:00:00
            E2        | 2020-03-09 08:00:00
            """,
            "matter_steps": """
            matter_id | step     | at
            ----------+----------+--------------------
            E2        | accepted | 2020-03-09 09:00:00
            """,
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | withheld
        --------+------+-----------+-------------+--------------
        2020-01 | D    | –         | –           | no_data
        2020    | D    | 1         | 1           | below_minimum
        """,
    )
