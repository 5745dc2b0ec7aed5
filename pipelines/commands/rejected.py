"""``rejected``: quarantined records as CSV, safe to open anywhere."""

import argparse
import itertools
import sys
from pathlib import Path

from pipelines.commands.console import DONE, Console, OperatorError
from warehouse.account import rejected_in_pieces
from warehouse.ledger import manifests
from warehouse.rejected_csv import rejected_csv


def run(console: Console, arguments: argparse.Namespace) -> int:
    """Write quarantined records in the operator's language."""
    loads = manifests(console.data_dir)
    known = [load.load_id for load in loads]
    if arguments.load_id is not None and arguments.load_id not in known:
        raise OperatorError(
            "rejected.no_such_load", load=arguments.load_id, known=", ".join(known) or "–"
        )
    pieces = rejected_in_pieces(console.data_dir, loads, load_id=arguments.load_id)
    texts = rejected_csv(pieces, language=console.words.language)
    if arguments.out is None:
        # A terminal or the next command in a pipe takes the mark for text.
        sys.stdout.writelines(itertools.islice(texts, 1, None))
        return DONE
    with Path(arguments.out).open("w", encoding="utf-8", newline="") as file:
        file.writelines(texts)
    return DONE
