LIST = "\n".join(
    [
        "household_key | grid_code | listed_on | delisted_on",
        "---",
        *(f"H{number:02} | S1G1 | 2018-01-01 | –" for number in range(1, 11)),
        # Listed twice, gone within the month, and not on the list yet.
        "H01 | S1G1 | 2019-01-01 | –",
        "H11 | S1G1 | 2018-01-01 | 2020-03-31",
        "H12 | S1G1 | 2020-04-01 | –",
    ]
)


def visits(*keys, on="2020-03-10", grid="S1G1"):
    rows = (f"{key} | {grid} | T | {on}" for key in keys)
    return "\n".join(["household_key | grid_code | is_key_household | visited_on", "---", *rows])


def test_households_on_the_list_at_the_end_are_visited_within_the_period_or_not(example):
    example(
        given={
            "key_households": LIST,
            "household_visits": visits("H01", "H01", "H02", "H03", "H04", "H05", "H11", "H99"),
        },
        cutoff="2020-04-05 08:00:00",
        # H11 had left the list, H99 was never on it.
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+------
        2020-03 | D    | 5         | 10          | 0.50
        2020-03 | S1   | 5         | 10          | 0.50
        2020-03 | S1G1 | 5         | 10          | 0.50
        """,
    )


def test_a_visit_before_the_period_is_no_visit_in_it(example):
    early = visits("H01", "H02", "H03", "H04", "H05", on="2020-02-29")
    late = visits("H06", "H07", "H08", "H09", "H10").splitlines()[2:]
    example(
        given={"key_households": LIST, "household_visits": "\n".join([early, *late])},
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-02 | D    | 5         | 11
        2020-03 | D    | 5         | 10
        2020-Q1 | D    | 10        | 10
        """,
    )


def test_the_list_says_where_a_household_lives(example):
    example(
        given={
            "key_households": LIST,
            "household_visits": visits("H01", "H02", "H03", "H04", "H05", grid="S2G1"),
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-03 | S1   | 5         | 10
        2020-03 | S2   | –         | –
        """,
    )


def test_a_list_that_names_a_grid_since_split_is_followed_to_its_parts(example):
    example(
        given={
            "grids": """
            grid_code | kind          | valid_from | valid_to   | predecessor_codes
            ----------+---------------+------------+------------+------------------
            S1G1      | comprehensive | 2015-01-01 | 2020-02-10 | –
            S1G8      | comprehensive | 2020-02-10 | –          | S1G1
            S1G9      | comprehensive | 2020-02-10 | –          | S1G1
            """,
            "key_households": LIST,
            "household_visits": visits("H01", "H02", "H03", "H04", "H05", grid="S1G8"),
        },
        cutoff="2020-04-05 08:00:00",
        # Half of ten is few, and withheld: of a part nobody learns anything.
        expect="""
        period  | area | numerator | denominator | withheld
        --------+------+-----------+-------------+------------
        2020-03 | S1   | 5         | 10          | –
        2020-03 | S1G8 | –         | –           | few_persons
        """,
    )


def test_without_a_list_the_key_households_ever_visited_stand_in(example):
    reader = example(
        given={
            "household_visits": visits("H1", "H2", "H3", "H4", "H5", on="2020-02-10")
            + "\n"
            + "\n".join(visits("H1", "H6", "H7", "H8", "H9", "H0").splitlines()[2:])
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | withheld
        --------+------+-----------+-------------+------------
        2020-02 | D    | 5         | 10          | –
        2020-Q1 | D    | 10        | 10          | –
        """,
    )
    assert reader.caveats("pb_key_visits") == ["key_list_stands_in"]


def test_who_helps_stands_beside_it(example):
    given = {
        "key_households": LIST,
        "household_visits": visits("H01", "H02", "H03", "H04", "H05"),
        "party_organisations": """
        kind       | grid_code | since      | until      | members
        -----------+-----------+------------+------------+--------
        pairing    | S1G1      | 2018-01-01 | –          | –
        pairing    | S1G1      | 2018-01-01 | 2020-01-01 | –
        enterprise | S2G1      | 2018-01-01 | –          | 50
        branch     | S1G1      | 2018-01-01 | –          | 30
        branch     | S2G1      | 2018-01-01 | –          | 20
        """,
    }
    for figure, value in (("pairings", 1), ("enterprises", 1), ("party_members", 50)):
        example(
            given=given,
            cutoff="2020-04-05 08:00:00",
            beside=figure,
            expect=f"""
            period  | area | value
            --------+------+------
            2020-03 | D    | {value}.0
            """,
        )
