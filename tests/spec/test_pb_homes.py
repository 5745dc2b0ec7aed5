def test_homes_of_grids_and_communities_are_set_against_all_grids(example):
    example(
        given={
            "tasks": """
            assigned_on
            -----------
            2020-01-15
            2020-03-15
            """,
            "party_organisations": """
            kind    | grid_code | community_code | since      | until
            --------+-----------+----------------+------------+-----------
            home    | S1G1      | –              | 2018-01-01 | –
            home    | S1G1      | –              | 2018-01-01 | –
            home    | –         | S1C2           | 2020-03-31 | –
            home    | S2G1      | –              | 2018-01-01 | 2020-03-31
            branch  | S2G1      | –              | 2018-01-01 | –
            """,
        },
        cutoff="2020-04-05 08:00:00",
        # Homes are counted, not grids with a home; the one of S2G1 was gone on the last day.
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+-------
        2020-02 | D    | 3         | 4           | 75.00
        2020-03 | D    | 3         | 4           | 75.00
        2020-03 | S1   | 3         | 3           | 100.00
        2020-03 | S1C1 | 2         | 2           | 100.00
        2020-03 | S1C2 | 1         | 1           | 100.00
        2020-03 | S2   | 0         | 1           | 0.00
        """,
    )


def test_the_interval_is_in_the_unit_of_the_value(example):
    homes = "\n".join(["kind | grid_code | since", "---", *["home | S1G1 | 2018-01-01"] * 40])
    example(
        given={
            "tasks": """
            assigned_on
            -----------
            2020-03-15
            """,
            "party_organisations": homes,
        },
        cutoff="2020-04-05 08:00:00",
        # Byar's limits of 40 events are 28.57 and 54.47; over four grids, times one hundred.
        expect="""
        period  | area | value   | low    | high
        --------+------+---------+--------+--------
        2020-03 | D    | 1000.00 | 714.33 | 1361.75
        """,
    )
