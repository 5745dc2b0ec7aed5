MARGINS = """
    wave    | street_code | sex    | age_band | residents
    --------+-------------+--------+----------+----------
    2020-Q1 | S1          | female | 30-44    | 1000
    2020-Q1 | S1          | male   | 30-44    | 3000
    2020-Q1 | S2          | female | 30-44    | 6000
    2020-Q1 | S2          | male   | 30-44    | 6000
    """


def test_secure_and_rather_secure_count_among_valid_answers(example):
    example(
        given={
            "survey_responses": """
            times | street_code | security
            ------+-------------+---------
            40    | S1          | 5
            20    | S1          | 4
            10    | S1          | 3
            5     | S1          | 2
            5     | S1          | 1
            20    | S1          | –
            40    | S2          | 5
            """
        },
        cutoff="2020-04-05 08:00:00",
        # The 20 who gave no answer are counted beside, not against.
        expect="""
        period  | area | numerator | denominator | excluded | value | n
        --------+------+-----------+-------------+----------+-------+-----
        2020-Q1 | S1   | 60.0      | 80.0        | 20       | 0.75  | 80.0
        2020-Q1 | S2   | 40.0      | 40.0        | 0        | 1.00  | 40.0
        2020-Q1 | D    | 100.0     | 120.0       | 20       | 0.83  | 120.0
        """,
    )


def test_answers_stand_for_the_residents_of_their_street_sex_and_age(example):
    example(
        given={
            "survey_margins": MARGINS,
            "survey_responses": """
            times | street_code | sex    | age_band | security
            ------+-------------+--------+----------+---------
            40    | S1          | female | 30-44    | 5
            20    | S1          | male   | 30-44    | 5
            20    | S1          | male   | 30-44    | 2
            20    | S2          | female | 30-44    | 5
            20    | S2          | male   | 30-44    | 2
            """,
        },
        cutoff="2020-04-05 08:00:00",
        # Women of S1 are worth 25 residents each, its men 75: (1000 + 1500) of 4000.
        expect="""
        period  | area | numerator | denominator | value
        --------+------+-----------+-------------+-------
        2020-Q1 | S1   | 2500.0    | 4000.0      | 0.625
        2020-Q1 | S2   | 6000.0    | 12000.0     | 0.500
        2020-Q1 | D    | 8500.0    | 16000.0     | 0.531
        """,
    )


def test_a_wave_stands_for_the_quarter_it_is_named_for(example):
    example(
        given={
            "survey_responses": """
            times | wave    | fielded_from | fielded_to | security
            ------+---------+--------------+------------+---------
            30    | 2020-Q1 | 2020-04-02   | 2020-04-20 | 5
            10    | 2020-Q1 | 2020-04-02   | 2020-04-20 | 1
            40    | 2020-Q3 | 2020-09-02   | 2020-09-20 | 5
            """
        },
        cutoff="2020-10-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | value | withheld
        --------+------+-----------+-------------+-------+-------------
        2020-Q1 | S1   | 30.0      | 40.0        | 0.75  | –
        2020-Q2 | S1   | –         | –           | –     | no_data
        2020-H1 | S1   | 30.0      | 40.0        | 0.75  | –
        2020-H2 | S1   | 40.0      | 40.0        | 1.00  | –
        2020    | S1   | 70.0      | 80.0        | 0.88  | –
        2020-09 | S1   | –         | –           | –     | not_by_month
        2020-Q1 | S1C1 | –         | –           | –     | not_at_this_level
        """,
    )


def test_fewer_than_thirty_answers_carry_no_value_and_few_are_not_ranked(example):
    example(
        given={
            "survey_responses": """
            times | street_code | security
            ------+-------------+---------
            29    | S1          | 5
            199   | S2          | 5
            """
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | value | withheld      | is_small | rank
        --------+------+-----------+-------+---------------+----------+-----
        2020-Q1 | S1   | 29.0      | –     | below_minimum | F        | –
        2020-Q1 | S2   | 199.0     | 1.00  | –             | T        | –
        """,
    )


def test_two_hundred_answers_are_ranked_with_limits(example):
    example(
        given={
            "survey_responses": """
            times | street_code | security
            ------+-------------+---------
            180   | S1          | 5
            20    | S1          | 1
            176   | S2          | 5
            24    | S2          | 1
            """
        },
        cutoff="2020-04-05 08:00:00",
        # Two per cent of two hundred are chance: either may be the better one.
        expect="""
        period  | area | value | is_small | rank | rank_low | rank_high | band | peers
        --------+------+-------+----------+------+----------+-----------+------+------
        2020-Q1 | S1   | 0.90  | F        | 1    | 1        | 2         | 1    | 2
        2020-Q1 | S2   | 0.88  | F        | 2    | 1        | 2         | 1    | 2
        """,
    )
