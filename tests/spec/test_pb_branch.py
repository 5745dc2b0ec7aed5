GIVEN = {
    "tasks": """
    assigned_on
    -----------
    2020-01-15
    2020-03-15
    """,
    "party_organisations": """
    kind    | grid_code | since      | until
    --------+-----------+------------+-----------
    branch  | S1G1      | 2018-01-01 | –
    branch  | S1G1      | 2019-01-01 | –
    branch  | S1G2      | 2018-01-01 | –
    branch  | S1G3      | 2020-03-31 | –
    branch  | S2G1      | 2018-01-01 | 2020-03-31
    home    | S2G1      | 2018-01-01 | –
    """,
}


def test_comprehensive_grids_with_a_branch_are_counted_once(example):
    example(
        given=GIVEN,
        cutoff="2020-04-05 08:00:00",
        # S1G2 is dedicated; the branch of S2G1 was gone on the last day of March.
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+-------
        2020-02 | D    | 2         | 3           | 0.6667
        2020-03 | D    | 2         | 3           | 0.6667
        2020-02 | S1   | 1         | 2           | 0.5000
        2020-03 | S1   | 2         | 2           | 1.0000
        2020-03 | S2   | 0         | 1           | 0.0000
        """,
    )


def test_the_share_of_all_grids_stands_beside_it(example):
    example(
        given=GIVEN,
        cutoff="2020-04-05 08:00:00",
        beside="branch_of_all_grids",
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+------
        2020-03 | D    | 3         | 4           | 0.7500
        2020-03 | S1   | 3         | 3           | 1.0000
        """,
    )


def test_a_branch_of_a_community_is_not_that_of_a_grid(example):
    example(
        given={
            **GIVEN,
            "party_organisations": """
            kind    | community_code | since
            --------+----------------+-----------
            branch  | S1C1           | 2018-01-01
            """,
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-03 | S1   | 0         | 2
        2020-03 | S1C1 | 0         | 1
        """,
    )


def test_a_branch_of_a_grid_that_was_split_is_the_branch_of_neither_part(example):
    example(
        given={
            **GIVEN,
            "grids": """
            grid_code | kind          | valid_from | valid_to   | predecessor_codes
            ----------+---------------+------------+------------+------------------
            S1G1      | comprehensive | 2015-01-01 | 2020-02-10 | –
            S1G8      | comprehensive | 2020-02-10 | –          | S1G1
            S1G9      | comprehensive | 2020-02-10 | –          | S1G1
            """,
            "party_organisations": """
            kind    | grid_code | since
            --------+-----------+-----------
            branch  | S1G1      | 2018-01-01
            branch  | S1G8      | 2020-03-01
            """,
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-01 | D    | 1         | 1
        2020-02 | D    | 0         | 2
        2020-03 | D    | 1         | 2
        """,
    )
