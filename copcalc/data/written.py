"""Writing a file in one step."""

from __future__ import annotations

import os
from pathlib import Path


def write_at_once(path: Path, text: str) -> None:
    """Write a file so that no reader ever sees half of it.

    Parameters
    ----------
    path : pathlib.Path
        The file; what it held stays until the new text is written.
    text : str
        What it is to hold, with ends of lines as they are.
    """
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.write_text(text, encoding="utf-8", newline="\n")
    os.replace(half, path)
