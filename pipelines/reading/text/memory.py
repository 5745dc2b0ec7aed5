"""Keep the memory of one block for the next."""

import numpy as np

_LARGEST = 31 << 20


def keep_freed_memory() -> None:
    """Make the C library keep what is freed, up to twice the size of a few blocks.

    glibc gives large pieces back to the system as soon as they are freed, and fetching them
    again page by page costs more than reading a block. Once it has freed a piece of up to 32 MB
    it keeps such pieces for good (M_MMAP_THRESHOLD in mallopt(3)). Elsewhere this does nothing.
    """
    piece = np.empty(_LARGEST, np.uint8)
    del piece
