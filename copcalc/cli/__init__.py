"""The command line. Nothing heavy is imported until a command needs it, so that help comes at once."""

from __future__ import annotations

import os
import sys
from importlib import import_module

from copcalc.cli.parser import make_parser

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

EXIT_FAILED, EXIT_USAGE, EXIT_BUSY, EXIT_INTERRUPTED = 1, 2, 75, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        What stands behind "copcalc"; by default what the process was given.

    Returns
    -------
    int
        Exit status: 0 done, 1 failed, 2 the request makes no sense, 75 somebody else is at work there,
        130 interrupted.
    """
    parser = make_parser()
    asked = parser.parse_args(arguments)
    if asked.version:
        from importlib.metadata import version

        print(f"copcalc {version('copcalc')}")
        return 0
    if asked.command is None:
        parser.print_help()
        return 0

    from copcalc.errors import BusyError, CopcalcError, DataError, ReportError

    try:
        # Each command is a module of its name, whose `run` takes what was typed and returns the exit status.
        status: int = import_module(f"copcalc.cli.{asked.command}").run(asked)
        sys.stdout.flush()
    except CopcalcError as error:
        print(f"copcalc: {error}", file=sys.stderr)
        if isinstance(error, BusyError):
            return EXIT_BUSY
        return EXIT_FAILED if isinstance(error, DataError | ReportError) else EXIT_USAGE
    except BrokenPipeError:
        # Whoever read has enough, as `head` does; what is left to write is for nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("copcalc: interrupted; what was finished before stays.", file=sys.stderr)
        return EXIT_INTERRUPTED
    return status
