from warehouse.periods import Period, PeriodKind

ASKED_ANOTHER_WAY = {
    "survey_responses": """
    times | wave    | fielded_from | fielded_to | mode  | satisfaction
    ------+---------+--------------+------------+-------+-------------
    300   | 2019-Q4 | 2019-11-02   | 2019-11-20 | face  | 5
    20    | 2019-Q4 | 2019-11-02   | 2019-11-20 | face  | 2
    250   | 2020-Q1 | 2020-02-02   | 2020-02-20 | phone | 5
    70    | 2020-Q1 | 2020-02-02   | 2020-02-20 | phone | 2
    250   | 2020-Q2 | 2020-05-02   | 2020-05-20 | phone | 5
    70    | 2020-Q2 | 2020-05-02   | 2020-05-20 | phone | 2
    """
}


def test_very_and_rather_satisfied_count_among_valid_answers(example):
    example(
        given={
            "survey_responses": """
            times | satisfaction | security
            ------+--------------+---------
            30    | 5            | 1
            30    | 4            | –
            30    | 3            | 5
            10    | –            | 5
            """
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator | excluded | value
        --------+------+-----------+-------------+----------+-------
        2020-Q1 | S1   | 60.0      | 90.0        | 10       | 0.6667
        """,
    )


def test_no_change_is_said_across_another_way_of_asking(example):
    reader = example(
        given=ASKED_ANOTHER_WAY,
        cutoff="2020-07-05 08:00:00",
        expect="""
        period  | area | value
        --------+------+-------
        2019-Q4 | S1   | 0.938
        2020-Q1 | S1   | 0.781
        2020-Q2 | S1   | 0.781
        """,
    )
    before, broken, after = (Period.parse(label) for label in ("2019-Q4", "2020-Q1", "2020-Q2"))

    def change(then, now):
        rows = reader.changes(["sv_satisfaction"], level="street", period=now, then=then)
        return rows.filter(area_code="S1").select("outcome_change", "is_break").row(0)

    assert change(before, broken) == ("not_compared", True)
    assert change(before, after) == ("not_compared", True)
    assert change(broken, after) == ("similar", False)
    line = reader.series(["sv_satisfaction"], level="street", kind=PeriodKind.QUARTER)
    assert line.select("period", "is_break").rows() == [
        ("2019-Q4", False),
        ("2020-Q1", True),
        ("2020-Q2", False),
    ]


def test_a_published_share_is_drawn_beside_it(example):
    reader = example(
        given=ASKED_ANOTHER_WAY,
        cutoff="2020-07-05 08:00:00",
        expect="""
        period  | area | value
        --------+------+-------
        2020    | D    | 0.781
        """,
    )
    assert [one.value for one in reader.metric("sv_satisfaction").references] == [0.9458]
