def test_the_person_is_contacted_within_a_day_of_the_dispatch(example):
    example(
        given={
            "matters": """
            matter_id | grid_code | reported_at         | status
            ----------+-----------+---------------------+----------
            E1        | S1G1      | 2020-03-02 08:00:00 | open
            E2        | S1G1      | 2020-03-02 08:00:00 | open
            E3        | S2G1      | 2020-03-02 08:00:00 | open
            E4        | S2G1      | 2020-03-02 08:00:00 | open
            E5        | S2G1      | 2020-03-02 08:00:00 | cancelled
            """,
            "matter_steps": """
            matter_id | step       | at                  | due_at
            ----------+------------+---------------------+--------------------
            E1        | dispatched | 2020-03-02 10:00:00 | –
            E1        | contacted  | 2020-03-03 10:00:00 | –
            E2        | dispatched | 2020-03-02 10:00:00 | –
            E2        | contacted  | 2020-03-03 10:00:01 | –
            E3        | dispatched | 2020-03-02 10:00:00 | –
            E3        | contacted  | 2020-03-02 12:00:00 | 2020-03-02 11:00:00
            E4        | accepted   | 2020-03-02 09:00:00 | –
            E5        | dispatched | 2020-03-02 10:00:00 | –
            """,
        },
        cutoff="2020-04-05 08:00:00",
        # E3 was given an hour; E4 was not dispatched, so that nobody had to contact anybody.
        expect="""
        period  | area | numerator | denominator | excluded
        --------+------+-----------+-------------+---------
        2020-03 | S1   | 1         | 2           | 0
        2020-03 | S2   | 0         | 1           | 1
        2020-03 | D    | 1         | 3           | 1
        """,
    )


def test_a_contact_that_is_not_due_yet_is_not_judged(example):
    example(
        given={
            "matters": """
            matter_id | reported_at
            ----------+--------------------
            E1        | 2020-03-02 08:00:00
            E2        | 2020-03-02 08:00:00
            """,
            "matter_steps": """
            matter_id | step       | at
            ----------+------------+--------------------
            E1        | dispatched | 2020-03-29 10:00:00
            E2        | dispatched | 2020-03-30 10:00:00
            E2        | contacted  | 2020-03-30 11:00:00
            """,
        },
        cutoff="2020-03-31 09:59:59",
        expect="""
        period  | area | numerator | denominator | is_provisional
        --------+------+-----------+-------------+---------------
        2020-03 | D    | 0         | 1           | T
        """,
    )


def test_a_contact_belongs_to_the_period_in_which_it_was_due(example):
    example(
        given={
            "matters": """
            matter_id | reported_at
            ----------+--------------------
            E1        | 2020-03-31 08:00:00
            E2        | 2020-04-02 08:00:00
            """,
            "matter_steps": """
            matter_id | step       | at
            ----------+------------+--------------------
            E1        | dispatched | 2020-03-31 10:00:00
            E1        | contacted  | 2020-03-31 11:00:00
            E2        | dispatched | 2020-04-02 09:00:00
            """,
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-03 | D    | –         | –
        2020-04 | D    | 1         | 2
        2020-Q2 | D    | 1         | 2
        """,
    )
