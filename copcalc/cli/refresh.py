"""`copcalc refresh`: the stored notebooks are executed again."""

from __future__ import annotations

import argparse

from copcalc.data import find_root
from copcalc.execution.warm import USUAL_ENGINE, WarmExecutor
from copcalc.report.refresh import refresh


def run(asked: argparse.Namespace) -> int:
    """Execute the stored notebooks again."""
    root = find_root()
    engine = asked.engine or USUAL_ENGINE
    notebooks = sorted((root / "notebooks").glob("*.ipynb"))
    with WarmExecutor(asked.jobs) as executor:
        running = [executor.submit(refresh, n, root=root, engine=engine) for n in notebooks]
        for notebook, future in zip(notebooks, running, strict=True):
            future.result()
            print(f"executed  notebooks/{notebook.name}")
    return 0
