def test_a_whistle_is_answered_within_its_limit_or_two_days(example):
    example(
        given={
            "matters": """
            matter_id | grid_code | reported_at         | status
            ----------+-----------+---------------------+-----------
            E1        | S1G1      | 2020-03-02 08:00:00 | open
            E2        | S1G1      | 2020-03-02 08:00:00 | open
            E3        | S1G1      | 2020-03-02 08:00:00 | open
            E4        | S2G1      | 2020-03-02 08:00:00 | open
            E5        | S2G1      | 2020-03-02 08:00:00 | terminated
            E6        | S2G1      | 2020-03-02 08:00:00 | open
            """,
            "matter_steps": """
            matter_id | step     | at                  | due_at
            ----------+----------+---------------------+--------------------
            E1        | whistled | 2020-03-03 08:00:00 | –
            E1        | answered | 2020-03-05 08:00:00 | –
            E2        | whistled | 2020-03-03 08:00:00 | –
            E2        | answered | 2020-03-05 08:00:01 | –
            E3        | whistled | 2020-03-03 08:00:00 | –
            E3        | answered | 2020-03-03 12:00:00 | 2020-03-03 11:00:00
            E4        | whistled | 2020-03-03 08:00:00 | –
            E5        | whistled | 2020-03-03 08:00:00 | –
            E6        | whistled | 2020-03-31 08:00:00 | –
            E6        | answered | 2020-03-31 09:00:00 | –
            """,
            "tasks": """
            assigned_on
            -----------
            2020-04-02
            """,
        },
        cutoff="2020-04-05 08:00:00",
        # Nobody came for E4; the answer to E6 was due in April.
        expect="""
        period  | area | numerator | denominator | excluded
        --------+------+-----------+-------------+---------
        2020-03 | S1   | 1         | 3           | 0
        2020-03 | S2   | 0         | 1           | 1
        2020-03 | D    | 1         | 4           | 1
        2020-Q1 | D    | 1         | 4           | 1
        2020    | D    | 2         | 5           | 1
        """,
    )


def test_each_whistle_of_a_matter_waits_for_its_own_answer(example):
    example(
        given={
            "matters": """
            matter_id | reported_at
            ----------+--------------------
            E1        | 2020-03-02 08:00:00
            """,
            "matter_steps": """
            matter_id | step     | at                  | due_at
            ----------+----------+---------------------+--------------------
            E1        | whistled | 2020-03-03 08:00:00 | –
            E1        | whistled | 2020-03-10 08:00:00 | –
            E1        | answered | 2020-03-10 10:00:00 | 2020-03-12 08:00:00
            """,
        },
        cutoff="2020-04-05 08:00:00",
        # The department that came on the 10th did not come in time on the 3rd.
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-03 | D    | 1         | 2
        """,
    )


def test_a_whistle_that_is_not_due_an_answer_is_not_judged(example):
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
            E1        | whistled | 2020-03-03 08:00:00
            E2        | whistled | 2020-03-29 09:00:00
            """,
        },
        cutoff="2020-03-31 08:00:00",
        expect="""
        period  | area | numerator | denominator | is_provisional
        --------+------+-----------+-------------+---------------
        2020-03 | D    | 0         | 1           | T
        """,
    )
