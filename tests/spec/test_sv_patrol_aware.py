def test_those_who_know_of_the_patrols_are_a_share_of_valid_answers(example):
    example(
        given={
            "survey_responses": """
            times | patrol_aware | knows_worker
            ------+--------------+-------------
            45    | yes          | no
            15    | no           | yes
            10    | –            | yes
            """
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | excluded | value
        --------+------+-----------+-------------+----------+------
        2020-Q1 | S1   | 45.0      | 60.0        | 10       | 0.75
        2020-Q1 | D    | 45.0      | 60.0        | 10       | 0.75
        """,
    )


def test_a_question_that_was_not_asked_has_no_value(example):
    example(
        given={
            "survey_responses": """
            times | street_code | patrol_aware | security
            ------+-------------+--------------+---------
            40    | S1          | –            | 5
            40    | S2          | yes          | 5
            """
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | value | withheld
        --------+------+-----------+-------------+-------+---------
        2020-Q1 | S1   | –         | –           | –     | no_data
        2020-Q1 | S2   | 40.0      | 40.0        | 1.00  | –
        """,
    )


def test_waves_of_a_year_are_pooled_with_the_residents_they_stand_for(example):
    example(
        given={
            "survey_margins": """
            wave    | sex    | age_band | residents
            --------+--------+----------+----------
            2020-Q1 | female | 30-44    | 1000
            2020-Q2 | female | 30-44    | 3000
            """,
            "survey_responses": """
            times | wave    | fielded_from | fielded_to | sex    | age_band | patrol_aware
            ------+---------+--------------+------------+--------+----------+-------------
            100   | 2020-Q1 | 2020-02-02   | 2020-02-20 | female | 30-44    | yes
            50    | 2020-Q2 | 2020-05-02   | 2020-05-20 | female | 30-44    | no
            """,
        },
        cutoff="2020-07-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+------
        2020-H1 | S1   | 1000.0    | 4000.0      | 0.25
        """,
    )
