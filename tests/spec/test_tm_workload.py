MEMBERS = """
    member_code | grid_code | role      | started_on | ended_on   | training_hours
    ------------+-----------+-----------+------------+------------+---------------
    M1          | S1G1      | full_time | 2018-01-01 | –          | 12
    M2          | S1G1      | full_time | 2018-01-01 | 2020-02-15 | 40
    M3          | S1G1      | part_time | 2018-01-01 | –          | 40
    M4          | S2G1      | full_time | 2018-01-01 | –          | 18
    """


def test_registered_matters_are_set_against_full_time_member_months(example):
    example(
        given={
            "grid_members": MEMBERS,
            "matters": """
            times | grid_code | reported_at         | status
            ------+-----------+---------------------+-----------
            10    | S1G1      | 2020-01-15 08:00:00 | open
            2     | S1G1      | 2020-03-31 23:59:59 | closed
            1     | S1G1      | 2020-03-15 08:00:00 | terminated
            5     | S1G1      | 2020-03-15 08:00:00 | cancelled
            3     | S2G1      | 2020-03-15 08:00:00 | open
            """,
        },
        cutoff="2020-04-05 08:00:00",
        # M2 was there at one of three month ends; what was cancelled was no work.
        expect="""
        period  | area | numerator | denominator | value  | withheld
        --------+------+-----------+-------------+--------+--------------
        2020-Q1 | S1   | 13        | 4           | 3.2500 | –
        2020-Q1 | S2   | 3         | 3           | 1.0000 | –
        2020-Q1 | D    | 16        | 7           | 2.2857 | –
        2020-01 | S1   | 10        | 2           | –      | below_minimum
        """,
    )


def test_months_without_a_delivery_of_matters_are_no_months_of_work(example):
    example(
        given={
            "grid_members": MEMBERS,
            "matters": """
            grid_code | reported_at
            ----------+--------------------
            S1G1      | 2020-03-15 08:00:00
            """,
            "tasks": """
            assigned_on
            -----------
            2019-01-15
            """,
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period | area | numerator | denominator
        -------+------+-----------+------------
        2020   | D    | 1         | 2
        2019   | D    | –         | –
        """,
    )


def test_a_street_is_compared_with_its_peers_not_with_the_district(example):
    example(
        given={
            "areas": """
            level     | code | name     | parent_code | peer_group
            ----------+------+----------+-------------+-----------
            district  | D    | 示例区   | –           | –
            street    | S1   | 甲街道   | D           | 城区
            street    | S2   | 乙街道   | D           | 城区
            street    | S3   | 丙镇     | D           | 农村
            community | S1C1 | 甲一社区 | S1          | –
            community | S2C1 | 乙一社区 | S2          | –
            community | S3C1 | 丙一村   | S3          | –
            """,
            "grids": """
            grid_code | kind          | community_code | valid_from
            ----------+---------------+----------------+-----------
            S1G1      | comprehensive | S1C1           | 2015-01-01
            S2G1      | comprehensive | S2C1           | 2015-01-01
            S3G1      | comprehensive | S3C1           | 2015-01-01
            """,
            "grid_members": """
            member_code | grid_code | role      | started_on
            ------------+-----------+-----------+-----------
            M1          | S1G1      | full_time | 2018-01-01
            M2          | S2G1      | full_time | 2018-01-01
            M3          | S3G1      | full_time | 2018-01-01
            """,
            "matters": """
            times | grid_code | reported_at
            ------+-----------+--------------------
            1     | S1G1      | 2020-01-15 08:00:00
            60    | S1G1      | 2020-03-15 08:00:00
            90    | S2G1      | 2020-03-15 08:00:00
            900   | S3G1      | 2020-03-15 08:00:00
            """,
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | value  | benchmark
        --------+------+--------+----------
        2020-Q1 | S1   | 20.33  | 25.17
        2020-Q1 | S2   | 30.00  | 25.17
        2020-Q1 | S3   | 300.00 | 300.00
        """,
    )


def test_training_of_full_time_members_stands_beside_it(example):
    rows = [
        f"M{number} | S1G1 | full_time | 2018-01-01 | {hours}"
        for number, hours in enumerate((10, 20, 30, 40, 50))
    ]
    example(
        given={
            "grid_members": "\n".join(
                [
                    "member_code | grid_code | role | started_on | training_hours",
                    "---",
                    *rows,
                    "M5 | S1G1 | full_time | 2018-01-01 | –",
                    "M6 | S1G1 | part_time | 2018-01-01 | 90",
                ]
            ),
            "matters": """
            reported_at
            -------------------
            2020-03-15 08:00:00
            """,
        },
        cutoff="2020-04-05 08:00:00",
        beside="training",
        # Of M5 nobody said anything, and nobody is taken for untrained.
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+------
        2020-03 | D    | 150.0     | 5.0         | 30.0
        """,
    )
