MARGINS = """
    wave    | street_code | sex    | age_band | residents
    --------+-------------+--------+----------+----------
    2020-Q1 | S1          | female | 30-44    | 1000
    2020-Q1 | S1          | male   | 30-44    | 3000
    """


def test_unequal_weights_cost_answers(example):
    example(
        given={
            "survey_margins": MARGINS,
            "survey_responses": """
            times | sex    | age_band | security
            ------+--------+----------+---------
            40    | female | 30-44    | 5
            40    | male   | 30-44    | –
            """,
        },
        cutoff="2020-04-05 08:00:00",
        # Weights of 25 and 75: (40·25 + 40·75)² over 40·25² + 40·75². Every answer counts.
        expect="""
        period  | area | numerator | denominator | value | n
        --------+------+-----------+-------------+-------+-----
        2020-Q1 | S1   | 64.00     | 80.0        | 64.00 | 80.0
        2020-Q1 | D    | 64.00     | 80.0        | 64.00 | 80.0
        """,
    )


def test_equal_weights_cost_nothing_and_no_street_is_better_for_it(example):
    example(
        given={
            "survey_responses": """
            times | street_code | security
            ------+-------------+---------
            300   | S1          | 5
            12    | S2          | 5
            """
        },
        cutoff="2020-04-05 08:00:00",
        # Of few answers it is said how few they are; the district has more, as it must.
        expect="""
        period  | area | value | withheld     | rank | benchmark | outcome_benchmark
        --------+------+-------+--------------+------+-----------+------------------
        2020-Q1 | S1   | 300.0 | –            | –    | –         | not_compared
        2020-Q1 | S2   | 12.0  | –            | –    | –         | not_compared
        2020-01 | S1   | –     | not_by_month | –    | –         | not_compared
        """,
    )
