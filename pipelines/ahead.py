"""Do one piece of work while the next is being prepared."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def one_ahead(work: Iterable[Callable[[], Result]]) -> Iterator[Result]:
    """Yield what each piece of ``work`` gives, in order.

    A piece is done in a thread of its own while whoever asks takes the one before and ``work``
    prepares the one after; never more than two are held.
    """
    with ThreadPoolExecutor(max_workers=1) as worker:
        pending: Future[Result] | None = None
        for piece in work:
            following = worker.submit(piece)
            if pending:
                yield pending.result()
            pending = following
        if pending:
            yield pending.result()
