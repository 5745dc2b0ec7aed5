def test_a_patrol_is_on_time_within_half_an_hour_of_the_plan(example):
    example(
        given={
            "patrols": """
            planned_at          | started_at          | ended_at
            --------------------+---------------------+--------------------
            2020-03-02 08:00:00 | 2020-03-02 08:30:00 | 2020-03-02 09:00:00
            2020-03-03 08:00:00 | 2020-03-03 07:30:00 | 2020-03-03 09:00:00
            2020-03-04 08:00:00 | 2020-03-04 08:30:01 | 2020-03-04 09:00:00
            2020-03-05 08:00:00 | 2020-03-05 07:29:59 | 2020-03-05 09:00:00
            –                   | 2020-03-06 08:00:00 | 2020-03-06 09:00:00
            """
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-03 | S1G1 | 2         | 4
        2020-03 | D    | 2         | 4
        2020    | D    | 2         | 4
        """,
    )


def test_a_patrol_that_was_no_patrol_was_not_done(example):
    example(
        given={
            "patrols": """
            planned_at          | started_at          | ended_at
            --------------------+---------------------+--------------------
            2020-03-02 08:00:00 | 2020-03-02 08:05:00 | 2020-03-02 08:06:00
            2020-03-03 08:00:00 | 2020-03-03 08:05:00 | –
            """
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-03 | S1G1 | 1         | 2
        """,
    )


def test_without_plans_there_is_no_value(example):
    example(
        given={
            "patrols": """
            planned_at | started_at
            -----------+--------------------
            –          | 2020-03-02 08:05:00
            """
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | value | withheld
        --------+------+-----------+-------------+-------+---------------
        2020-03 | D    | 0         | 0           | –     | no_denominator
        """,
    )
