import pytest


def test_every_valid_call_back_counts_once(example):
    example(
        given={
            "matters": """
            matter_id | grid_code | reported_at
            ----------+-----------+--------------------
            E1        | S1G1      | 2020-03-02 08:00:00
            E2        | S1G1      | 2020-03-02 08:00:00
            E3        | S2G1      | 2020-03-02 08:00:00
            """,
            "matter_steps": """
            matter_id | step      | at                  | outcome
            ----------+-----------+---------------------+--------------------
            E1        | revisited | 2020-03-10 08:00:00 | unsolved
            E1        | revisited | 2020-03-20 08:00:00 | solved_dissatisfied
            E2        | revisited | 2020-03-20 08:00:00 | solved_satisfied
            E2        | handled   | 2020-03-15 08:00:00 | solved_satisfied
            E3        | revisited | 2020-03-20 08:00:00 | unreached
            E3        | revisited | 2020-04-01 00:00:00 | solved_satisfied
            E9        | revisited | 2020-03-20 08:00:00 | unsolved
            """,
        },
        cutoff="2020-04-05 08:00:00",
        # Nobody delivered E9; it is counted as unmatched.
        expect="""
        period  | area | numerator | denominator | excluded
        --------+------+-----------+-------------+---------
        2020-03 | S1   | 2         | 3           | 0
        2020-03 | S2   | 0         | 0           | 1
        2020-03 | D    | 2         | 3           | 1
        2020    | D    | 3         | 4           | 1
        """,
    )


@pytest.mark.parametrize(
    ("count", "value", "withheld"), [(29, "–", "below_minimum"), (30, "1.00", "–")]
)
def test_fewer_than_thirty_call_backs_carry_no_value(example, count, value, withheld):
    calls = [f"E1 | revisited | 2020-03-10 08:00:{n:02} | solved_satisfied" for n in range(count)]
    example(
        given={
            "matters": """
            matter_id | reported_at
            ----------+--------------------
            E1        | 2020-03-02 08:00:00
            """,
            "matter_steps": "\n".join(["matter_id | step | at | outcome", "---", *calls]),
        },
        cutoff="2020-04-05 08:00:00",
        expect=f"""
        period  | area | numerator | value   | withheld
        --------+------+-----------+---------+-----------
        2020-03 | D    | {count}   | {value} | {withheld}
        """,
    )
