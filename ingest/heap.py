"""Two favours of the C library: threads share one heap, and what is free on it goes back."""

import ctypes

# An option of glibc's mallopt: from how many heaps threads take their memory.
M_ARENA_MAX = -8


def share_heap() -> None:
    """Let all threads take memory from one heap: each keeps what its largest page took otherwise."""
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):  # other C libraries have neither the option nor the heaps
        library.mallopt(M_ARENA_MAX, 1)


def give_back_memory() -> None:
    """Return to the system what is free on the heap; pages leave holes that no other page fits."""
    library = ctypes.CDLL(None)
    if hasattr(library, "malloc_trim"):
        library.malloc_trim(0)
