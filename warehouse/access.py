"""What a reader may see; authorisation lives below the pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccessScope:
    """The areas whose values and rows a reader may see.

    Attributes:
        street_codes: the streets they are limited to; null for the whole district. Values of
            the district itself stay visible: they are what a street is compared with.
    """

    street_codes: frozenset[str] | None = None


WHOLE_DISTRICT = AccessScope()
