"""Why an area has no value; pages say each of them in the reader's words."""

from enum import StrEnum


class Reason(StrEnum):
    """Why there is no value to show."""

    # The question makes no sense, or its answer was not delivered.
    NOT_AT_THIS_LEVEL = "not_at_this_level"
    NOT_BY_MONTH = "not_by_month"
    NOT_DELIVERED = "not_delivered"
    NEEDS_FULL_YEAR = "needs_full_year"
    NO_DATA = "no_data"
    # There are counts, but they carry no value.
    NO_DENOMINATOR = "no_denominator"
    MORE_THAN_ALL = "more_than_all"
    BELOW_MINIMUM = "below_minimum"
    MEDIAN_NOT_REACHED = "median_not_reached"
    # There is a value, and it is nobody's business.
    FEW_PERSONS = "few_persons"
    PROTECTS_ANOTHER = "protects_another"
