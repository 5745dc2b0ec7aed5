YEAR_OF_VISITS = """
    grid_code | household_key | visited_on
    ----------+---------------+-----------
    S1G1      | H1            | 2019-01-10
    S1G1      | H2            | 2019-03-10
    S1G1      | H2            | 2019-09-10
    S1G1      | H3            | 2019-04-10
    S1G1      | H4            | 2019-04-10
    S1G1      | H5            | 2019-04-10
    S1G1      | H6            | 2019-04-10
    S1G1      | H7            | 2020-01-10
    """


def test_households_visited_within_twelve_months_count_once(example):
    example(
        given={"household_visits": YEAR_OF_VISITS},
        cutoff="2020-02-01 08:00:00",
        # H2 counts once; H1 was last visited more than twelve months before January 2020 ended.
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+-------
        2020-01 | S1G1 | 6         | 300         | 0.0200
        2020-01 | S1   | 6         | 590         | 0.0102
        2020-01 | S2   | 0         | 320         | 0.0000
        2020-01 | D    | 6         | 910         | 0.0066
        2020-Q1 | D    | 6         | 910         | 0.0066
        """,
    )


def test_without_twelve_months_of_history_there_is_no_value(example):
    example(
        given={"household_visits": YEAR_OF_VISITS},
        cutoff="2020-02-01 08:00:00",
        expect="""
        period  | area | value | withheld
        --------+------+-------+----------------
        2019-11 | D    | –     | needs_full_year
        2019-Q3 | D    | –     | needs_full_year
        """,
    )


def test_few_households_are_withheld_and_so_is_what_would_give_them_away(example):
    example(
        given={
            "household_visits": """
            grid_code | household_key | visited_on
            ----------+---------------+-----------
            S1G1      | H01           | 2019-01-10
            S1G1      | H02           | 2019-02-10
            S1G3      | H03           | 2019-03-10
            S1G3      | H04           | 2019-03-10
            S1G3      | H05           | 2019-03-10
            S1G3      | H06           | 2019-03-10
            S1G3      | H07           | 2019-03-10
            S2G1      | H08           | 2019-04-10
            S2G1      | H09           | 2019-04-10
            S2G1      | H10           | 2019-04-10
            S2G1      | H11           | 2019-04-10
            S2G1      | H12           | 2019-12-10
            """
        },
        cutoff="2020-01-01 08:00:00",
        expect="""
        period | area | numerator | denominator | value  | withheld
        -------+------+-----------+-------------+--------+-----------------
        2019   | D    | 12        | 910         | 0.0132 | –
        2019   | S1   | 7         | 590         | 0.0119 | –
        2019   | S2   | 5         | 320         | 0.0156 | –
        2019   | S1C1 | –         | –           | –      | few_persons
        2019   | S1C2 | –         | –           | –      | protects_another
        """,
    )


def test_households_of_a_grid_that_was_split_are_followed_to_what_it_became(example):
    example(
        given={
            "grids": """
            grid_code | kind          | households | valid_from | valid_to   | predecessor_codes
            ----------+---------------+------------+------------+------------+------------------
            S1G1      | comprehensive | 300        | 2015-01-01 | 2019-07-01 | –
            S1G8      | comprehensive | 160        | 2019-07-01 | –          | S1G1
            S1G9      | comprehensive | 140        | 2019-07-01 | –          | S1G1
            """,
            "household_visits": """
            grid_code | household_key | visited_on
            ----------+---------------+-----------
            S1G1      | H01           | 2019-01-10
            S1G1      | H02           | 2019-01-10
            S1G1      | H03           | 2019-01-10
            S1G1      | H04           | 2019-01-10
            S1G1      | H05           | 2019-01-10
            S1G1      | H06           | 2019-01-10
            S1G1      | H07           | 2019-01-10
            S1G1      | H08           | 2019-01-10
            S1G1      | H09           | 2019-01-10
            S1G1      | H10           | 2019-01-10
            S1G8      | H10           | 2019-08-10
            S1G9      | H11           | 2019-12-10
            """,
        },
        cutoff="2020-01-01 08:00:00",
        # H10 was seen again in S1G8; of the nine before it nobody knows which half they live in.
        expect="""
        period | area | numerator | denominator
        -------+------+-----------+------------
        2019   | S1G8 | 5.5       | 160
        2019   | S1G9 | 5.5       | 140
        2019   | S1C1 | 11.0      | 300
        2019   | D    | 11.0      | 300
        """,
    )
