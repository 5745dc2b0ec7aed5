"""Who gets a briefing: what stands at the end of a bulletin and of an official document."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Distribution:
    """Who gets a briefing and who prints it, as the office writes it; empty for nothing said.

    Attributes:
        reported_to: offices above, 报.
        sent_to: offices beside, 送.
        issued_to: offices below, 发.
        copied_to: who gets a copy of an official document, 抄送.
        printed_by: who prints it, 印发机关; empty for the office that issues it.
        copies: how many are printed, 共印; null for not said.
    """

    reported_to: str = ""
    sent_to: str = ""
    issued_to: str = ""
    copied_to: str = ""
    printed_by: str = ""
    copies: int | None = None
