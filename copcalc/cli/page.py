"""`copcalc page`: a report is written again from what it shows."""

from __future__ import annotations

import argparse
from pathlib import Path

from copcalc.cli.paths import typed
from copcalc.report.again import write_again


def run(asked: argparse.Namespace) -> int:
    """Write a report again."""
    written = write_again(Path(asked.folder).resolve(), language=asked.language, with_pdf=asked.pdf)
    print(f"written {typed(written / 'report.html')}")
    return 0
