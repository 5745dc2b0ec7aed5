def test_what_the_grid_found_is_set_against_all_registered(example):
    example(
        given={
            "matters": """
            grid_code | channel | is_grid_found | reported_at         | status
            ----------+---------+---------------+---------------------+-----------
            S1G1      | grid    | –             | 2020-03-02 08:00:00 | open
            S1G1      | hotline | –             | 2020-03-03 08:00:00 | open
            S1G1      | hotline | T             | 2020-03-04 08:00:00 | open
            S2G1      | grid    | F             | 2020-03-05 08:00:00 | terminated
            S2G1      | grid    | T             | 2020-03-06 08:00:00 | cancelled
            """
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | excluded
        --------+------+-----------+-------------+---------
        2020-03 | S1   | 2         | 3           | 0
        2020-03 | S2   | 0         | 1           | 1
        2020-03 | D    | 2         | 4           | 1
        2020-04 | D    | –         | –           | –
        """,
    )


def test_a_matter_counts_at_the_finest_place_that_is_known(example):
    example(
        given={
            "matters": """
            grid_code | community_code | street_code | channel | reported_at
            ----------+----------------+-------------+---------+--------------------
            S1G1      | –              | –           | grid    | 2020-03-02 08:00:00
            S9G9      | S1C2           | –           | grid    | 2020-03-02 08:00:00
            –         | –              | S2          | public  | 2020-03-02 08:00:00
            S9G9      | –              | –           | grid    | 2020-03-02 08:00:00
            """
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-03 | S1G1 | 1         | 1
        2020-03 | S1C1 | 1         | 1
        2020-03 | S1C2 | 1         | 1
        2020-03 | S1   | 2         | 2
        2020-03 | S2C1 | –         | –
        2020-03 | S2   | 0         | 1
        2020-03 | D    | 2         | 3
        """,
    )
