"""The log of a report: line by line what happened, also where its process ended without a word."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_FAILED = "failed: "


class Log:
    """Tells what happens while a report is made.

    Parameters
    ----------
    file : pathlib.Path
        Where to write; each line is there as soon as it is told.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     log = Log(Path(folder, "logs", "NAM.log"))
    ...     log.tell("Namibia begins")
    ...     Path(folder, "logs", "NAM.log").read_text().splitlines()
    ['Namibia begins']
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def tell(self, line: str, *, anew: bool = False) -> None:
        """Add a line. That it can't be written is no reason to make no report.

        Parameters
        ----------
        line : str
            Without its end.
        anew : bool, keyword-only
            Whether to forget what was told before.
        """
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("w" if anew else "a", encoding="utf-8") as log:
                log.write(f"{line}\n")

    def fail(self, error: BaseException) -> None:
        """Tell why no report was made.

        Parameters
        ----------
        error : BaseException
            The reason, and its notes.
        """
        self.tell("\n".join([f"{_FAILED}{error}", *getattr(error, "__notes__", ())]))

    def has_failed(self) -> bool:
        """Say whether it tells that no report was made."""
        try:
            lines = self._file.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            return False
        return any(line.startswith(_FAILED) for line in lines)

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        """Tell that something begins, and how long it took if it came to its end.

        Parameters
        ----------
        what : str
            What it is.

        Yields
        ------
        None
            While it lasts.
        """
        self.tell(f"{what} begins")
        began = time.perf_counter()
        yield
        self.tell(f"{what} took {time.perf_counter() - began:.1f} s")
