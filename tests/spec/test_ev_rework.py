def test_a_matter_that_came_back_once_or_twice_is_one(example):
    example(
        given={
            "matters": """
            matter_id | reported_at         | due_at              | status
            ----------+---------------------+---------------------+-----------
            E1        | 2020-03-02 08:00:00 | 2020-03-09 08:00:00 | open
            E2        | 2020-03-02 08:00:00 | 2020-03-09 08:00:00 | closed
            E3        | 2020-03-02 08:00:00 | 2020-04-20 08:00:00 | open
            E4        | 2020-03-02 08:00:00 | 2020-03-09 08:00:00 | terminated
            E5        | 2020-03-02 08:00:00 | –                   | open
            E6        | 2020-02-02 08:00:00 | 2020-03-09 08:00:00 | open
            """,
            "matter_steps": """
            matter_id | step     | at
            ----------+----------+--------------------
            E1        | returned | 2020-03-05 08:00:00
            E1        | returned | 2020-03-07 08:00:00
            E3        | returned | 2020-03-07 08:00:00
            E4        | returned | 2020-03-07 08:00:00
            E5        | returned | 2020-03-07 08:00:00
            """,
        },
        cutoff="2020-04-05 08:00:00",
        # E3 is not due yet, E5 never; E6 is from before steps were delivered.
        expect="""
        period  | area | numerator | denominator | excluded
        --------+------+-----------+-------------+---------
        2020-03 | D    | 1         | 2           | 1
        2020    | D    | 1         | 2           | 1
        """,
    )


def test_less_is_better(example):
    example(
        given={
            "matters": """
            times | grid_code | reported_at         | due_at
            ------+-----------+---------------------+--------------------
            60    | S1G1      | 2020-03-02 08:00:00 | 2020-03-09 08:00:00
            60    | S2G1      | 2020-03-02 08:00:00 | 2020-03-09 08:00:00
            """,
            "matter_steps": "\n".join(
                [
                    "matter_id | step | at",
                    "---",
                    *(f"M{number} | returned | 2020-03-05 08:00:00" for number in range(1, 21)),
                ]
            ),
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | outcome_benchmark | rank | rank_low | rank_high
        --------+------+-----------+-------------+-------------------+------+----------+----------
        2020-03 | S1   | 20        | 60          | worse             | 2    | 2        | 2
        2020-03 | S2   | 0         | 60          | better            | 1    | 1        | 1
        """,
    )
