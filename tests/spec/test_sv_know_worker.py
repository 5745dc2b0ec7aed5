def test_those_who_know_their_grid_member_are_a_share_of_valid_answers(example):
    example(
        given={
            "survey_responses": """
            times | street_code | knows_worker | patrol_aware
            ------+-------------+--------------+-------------
            30    | S1          | yes          | no
            20    | S1          | no           | yes
            7     | S1          | –            | yes
            40    | S2          | no           | yes
            """
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | excluded | value
        --------+------+-----------+-------------+----------+-------
        2020-Q1 | S1   | 30.0      | 50.0        | 7        | 0.6000
        2020-Q1 | S2   | 0.0       | 40.0        | 0        | 0.0000
        2020-Q1 | D    | 30.0      | 90.0        | 7        | 0.3333
        """,
    )


def test_answers_of_a_street_outside_the_district_take_no_part(example):
    example(
        given={
            "survey_responses": """
            times | street_code | knows_worker
            ------+-------------+-------------
            40    | S1          | yes
            60    | S9          | no
            """
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+------
        2020-Q1 | D    | 40.0      | 40.0        | 1.00
        """,
    )


def test_base_weights_count_where_no_residents_were_delivered(example):
    example(
        given={
            "survey_responses": """
            times | base_weight | knows_worker
            ------+-------------+-------------
            40    | 3.0         | yes
            40    | 1.0         | no
            """
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | value | effective_n
        --------+------+-------+------------
        2020-Q1 | S1   | 0.75  | 64.00
        """,
    )
