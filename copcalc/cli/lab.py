"""`copcalc lab`: JupyterLab on the notebooks."""

from __future__ import annotations

import argparse
import os
import sys

from copcalc.data import find_root


def run(asked: argparse.Namespace) -> int:
    """Open JupyterLab; it takes the place of this process."""
    notebooks = find_root() / "notebooks"
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={notebooks}",
        *asked.options,
    ]
    sys.stdout.flush()
    os.execv(sys.executable, command)
