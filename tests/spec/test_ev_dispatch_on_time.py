def test_what_was_accepted_is_due_to_be_dispatched(example):
    example(
        given={
            "matters": """
            matter_id | reported_at         | status
            ----------+---------------------+-----------
            E1        | 2020-03-02 07:00:00 | open
            E2        | 2020-03-02 07:00:00 | open
            E3        | 2020-03-02 07:00:00 | open
            E4        | 2020-03-02 07:00:00 | open
            E5        | 2020-03-02 07:00:00 | terminated
            """,
            "matter_steps": """
            matter_id | step       | at                  | due_at
            ----------+------------+---------------------+--------------------
            E1        | accepted   | 2020-03-02 08:00:00 | –
            E1        | dispatched | 2020-03-02 16:00:00 | –
            E2        | accepted   | 2020-03-02 08:00:00 | –
            E3        | accepted   | 2020-03-02 08:00:00 | –
            E3        | dispatched | 2020-03-02 10:00:00 | 2020-03-02 09:00:00
            E5        | accepted   | 2020-03-02 08:00:00 | –
            """,
        },
        cutoff="2020-04-05 08:00:00",
        # Eight hours are usual; E2 was never dispatched; E4, never accepted, is late elsewhere.
        expect="""
        period  | area | numerator | denominator | excluded
        --------+------+-----------+-------------+---------
        2020-03 | S1G1 | 1         | 3           | 1
        2020-03 | D    | 1         | 3           | 1
        """,
    )


def test_the_period_is_that_of_the_limit(example):
    example(
        given={
            "matters": """
            matter_id | reported_at
            ----------+--------------------
            E1        | 2020-06-30 17:00:00
            E2        | 2020-06-30 17:00:00
            """,
            "matter_steps": """
            matter_id | step       | at                  | due_at
            ----------+------------+---------------------+--------------------
            E1        | accepted   | 2020-06-30 18:00:00 | –
            E1        | dispatched | 2020-06-30 19:00:00 | 2020-06-30 23:59:59
            E2        | accepted   | 2020-06-30 18:00:00 | –
            E2        | dispatched | 2020-07-01 01:00:00 | 2020-07-01 00:00:00
            """,
        },
        cutoff="2020-08-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-06 | D    | 1         | 1
        2020-H1 | D    | 1         | 1
        2020-H2 | D    | 0         | 1
        2020    | D    | 1         | 2
        """,
    )


def test_the_first_dispatch_counts(example):
    example(
        given={
            "matters": """
            matter_id | reported_at
            ----------+--------------------
            E1        | 2020-03-02 07:00:00
            """,
            "matter_steps": """
            matter_id | step       | at                  | due_at
            ----------+------------+---------------------+--------------------
            E1        | accepted   | 2020-03-02 08:00:00 | –
            E1        | dispatched | 2020-03-02 09:00:00 | 2020-03-02 16:00:00
            E1        | returned   | 2020-03-05 09:00:00 | –
            E1        | dispatched | 2020-03-20 09:00:00 | 2020-03-06 16:00:00
            """,
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-03 | D    | 1         | 1
        """,
    )
