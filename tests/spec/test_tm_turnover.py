TASKS = """
    assigned_on
    -----------
    2019-01-15
    2019-12-15
    """
STAYING = tuple(f"M{number} | S1G1 | full_time | 2018-01-01 | –" for number in range(1, 15))


def members(*rows):
    header = "member_code | grid_code | role | started_on | ended_on"
    return "\n".join([header, "---", *STAYING, *rows])


LEAVING = members(
    *(f"L{number} | S1G1 | part_time | 2018-01-01 | 2019-06-30" for number in range(1, 7)),
    # Thirty days later one of them took up another posting, and one a day after that.
    "L1 | S2G1 | full_time | 2019-07-30 | –",
    "L2 | S2G1 | full_time | 2019-07-31 | –",
)


def test_leavers_are_set_against_the_average_headcount_of_twelve_month_ends(example):
    example(
        given={"tasks": TASKS, "grid_members": LEAVING},
        cutoff="2020-01-01 08:00:00",
        # Six month ends with 20 members, six with 16; L2 was away for more than thirty days.
        expect="""
        period | area | numerator | denominator | value  | withheld
        -------+------+-----------+-------------+--------+---------
        2019   | D    | 5         | 18.0        | 0.2778 | –
        """,
    )


def test_without_twelve_months_of_history_there_is_no_value(example):
    example(
        given={"tasks": TASKS, "grid_members": LEAVING},
        cutoff="2020-01-01 08:00:00",
        expect="""
        period  | area | value | withheld
        --------+------+-------+----------------
        2019-11 | D    | –     | needs_full_year
        2019-H1 | D    | –     | needs_full_year
        """,
    )


def test_a_quarter_looks_back_twelve_months(example):
    example(
        given={
            "tasks": """
            assigned_on
            -----------
            2018-04-15
            2019-12-15
            """,
            "grid_members": LEAVING,
        },
        cutoff="2020-01-01 08:00:00",
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+-------
        2019-Q1 | D    | 0         | 20.0        | 0.0000
        2019-Q2 | D    | 5         | 20.0        | 0.2500
        2019-Q3 | D    | 5         | 19.0        | 0.2632
        """,
    )


def test_a_member_who_moves_has_not_left(example):
    example(
        given={
            "tasks": TASKS,
            "grid_members": members(
                *(f"L{number} | S1G1 | full_time | 2018-01-01 | 2019-06-30" for number in range(6)),
                *(f"L{number} | S1G3 | full_time | 2019-07-01 | –" for number in range(6)),
            ),
        },
        cutoff="2020-01-01 08:00:00",
        expect="""
        period | area | numerator | denominator | value
        -------+------+-----------+-------------+------
        2019   | D    | 0         | 20.0        | 0.00
        2019   | S1   | 0         | 20.0        | 0.00
        """,
    )


def test_whoever_leaves_two_grids_at_once_leaves_once(example):
    example(
        given={
            "tasks": TASKS,
            "grid_members": members(
                *(
                    f"L{number} | {grid} | full_time | 2018-01-01 | 2019-12-31"
                    for number in range(6)
                    for grid in ("S1G1", "S1G3")
                )
            ),
        },
        cutoff="2020-01-01 08:00:00",
        expect="""
        period | area | numerator | denominator
        -------+------+-----------+------------
        2019   | D    | 6         | 20.0
        2019   | S1   | 6         | 20.0
        """,
    )


def test_few_leavers_are_nobodys_business(example):
    example(
        given={
            "tasks": TASKS,
            "grid_members": members("L1 | S1G1 | full_time | 2018-01-01 | 2019-06-30"),
        },
        cutoff="2020-01-01 08:00:00",
        expect="""
        period | area | numerator | denominator | value | withheld
        -------+------+-----------+-------------+-------+------------
        2019   | D    | –         | –           | –     | few_persons
        """,
    )


def test_grids_without_a_full_time_member_stand_beside_it(example):
    example(
        given={"tasks": TASKS, "grid_members": LEAVING},
        cutoff="2020-01-01 08:00:00",
        beside="vacancy",
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+------
        2019-06 | D    | 3         | 4           | 0.75
        2019-12 | D    | 2         | 4           | 0.50
        """,
    )
