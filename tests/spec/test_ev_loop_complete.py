STAMPS = ("reported", "accepted", "dispatched", "handled", "fed_back", "revisited")


def steps(matter_id, left_out=""):
    """Write the steps of a matter, one a minute, without one of them."""
    return [
        f"{matter_id} | {step} | 2020-03-02 08:0{minute}:00"
        for minute, step in enumerate(STAMPS)
        if step != left_out
    ]


def table(*lines):
    return "\n".join(["matter_id | step | at", "---", *lines])


def test_every_one_of_six_stamps_is_needed(example):
    example(
        given={
            "matters": """
            times | reported_at         | closed_at           | status
            ------+---------------------+---------------------+-------
            7     | 2020-03-02 08:00:00 | 2020-03-09 08:00:00 | closed
            """,
            "matter_steps": table(
                *(
                    line
                    for number, stamp in enumerate(STAMPS, 1)
                    for line in steps(f"M{number}", stamp)
                ),
                *steps("M7"),
            ),
        },
        cutoff="2020-04-05 08:00:00",
        expect="""
        period  | area | numerator | denominator
        --------+------+-----------+------------
        2020-03 | D    | 1         | 7
        """,
    )


def test_only_closed_matters_whose_way_is_recorded_are_judged_in_the_month_of_closing(example):
    example(
        given={
            "matters": """
            matter_id | reported_at         | closed_at           | status
            ----------+---------------------+---------------------+-----------
            E1        | 2020-03-02 08:00:00 | 2020-03-31 23:59:59 | closed
            E2        | 2020-03-02 08:00:00 | 2020-04-01 00:00:00 | closed
            E3        | 2020-03-02 08:00:00 | –                   | open
            E4        | 2020-03-02 08:00:00 | 2020-03-09 08:00:00 | open
            E5        | 2020-03-02 08:00:00 | 2020-03-09 08:00:00 | terminated
            E6        | 2020-02-02 08:00:00 | 2020-03-09 08:00:00 | closed
            E7        | 2020-03-02 08:00:00 | 2020-03-09 08:00:00 | closed
            E8        | 2020-04-02 08:00:00 | 2020-04-03 08:00:00 | closed
            """,
            "matter_steps": table(
                *(line for matter in ("E1", "E2", "E3", "E4", "E5") for line in steps(matter))
            ),
        },
        cutoff="2020-04-05 08:00:00",
        # E4 was opened again; E6 is from before steps were delivered; E7 and E8 left no trace.
        expect="""
        period  | area | numerator | denominator | excluded
        --------+------+-----------+-------------+---------
        2020-03 | D    | 1         | 2           | 1
        2020-04 | D    | 1         | 2           | 0
        """,
    )
