"""Writing a file in one step."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write_at_once(path: Path, what: str | bytes) -> None:
    """Write a file so that no reader ever sees half of it.

    Parameters
    ----------
    path : pathlib.Path
        The file; what it held stays until all of this is written.
    what : str or bytes
        What it is to hold; of a text the ends of lines stay as they are.
    """
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        half.write_bytes(what.encode() if isinstance(what, str) else what)
        os.replace(half, path)
    except OSError:
        with suppress(OSError):
            half.unlink()
        raise
