"""One warm process that has imported everything, and processes forked from it, which need not do it again."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any, ParamSpec, TypeVar

from copcalc.errors import ReportError

P = ParamSpec("P")
T = TypeVar("T")

CAN_FORK = hasattr(os, "fork")
"""Whether this system can fork processes; Windows can't."""

ENGINES = ("forked", "kernel")
"""What can run notebooks: processes forked from a warm one, or Jupyter's kernels."""
USUAL_ENGINE = ENGINES[0] if CAN_FORK else "kernel"
"""What runs them if nobody asks for another."""


def cores() -> int:
    """Count the processor cores that this process may use, where the system says so."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


SETTINGS = {
    # The order of sets and the encoding of a system show in no result, and each job keeps to the core
    # it was given.
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
"""Environment in which notebooks run, the same in every engine."""

_PRELOADED = ["copcalc.execution.preloaded"]
# What is read when it is imported has to be set for the warm process, as Jupyter sets it for a kernel.
_WARM_SETTINGS = SETTINGS | {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}

_starting = threading.Lock()
_is_forked = False


@contextmanager
def environment(settings: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables for a while.

    Parameters
    ----------
    settings : mapping of str to str
        Their values by name.

    Yields
    ------
    None
        Afterwards they are what they were before.
    """
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def get_ready() -> None:
    """Start the warm process if it does not run yet, so that it imports while others do something else."""
    if CAN_FORK and not _is_forked:
        from multiprocessing import forkserver

        with _starting, _without_script(), environment(_WARM_SETTINGS):
            forkserver.set_forkserver_preload(_PRELOADED)
            forkserver.ensure_running()


def start(target: Callable[P, object], *arguments: P.args, **options: P.kwargs) -> BaseProcess:
    """Start a process that is forked from the warm one, which is started when it is first needed.

    Parameters
    ----------
    target : callable
        What it does, a function of a module.
    *arguments, **options
        What the function is given.

    Returns
    -------
    multiprocessing.process.BaseProcess
        The process. Where nothing can be forked, it is a new one that has to import everything.
    """
    # A forked process has one thread and everything imported: what it forks is as warm as itself.
    method = ("fork" if _is_forked else "forkserver") if CAN_FORK else "spawn"
    context: Any = multiprocessing.get_context(method)
    process: BaseProcess = context.Process(target=_begin, args=(target, *arguments), kwargs=options)
    get_ready()
    with _starting, _without_script():
        process.start()
    return process


@contextmanager
def _without_script() -> Iterator[None]:
    # New processes run the script that was started once more, to know its functions. None is needed here.
    script, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


def _begin(target: Callable[..., object], *arguments: Any, **options: Any) -> None:
    global _is_forked
    _is_forked = CAN_FORK
    target(*arguments, **options)


def settle(folder: str, variables: Mapping[str, str]) -> None:
    """Make a forked process one for the notebook of whoever started it, and end with that process.

    Parameters
    ----------
    folder : str
        Where to work.
    variables : mapping of str to str
        The whole environment.
    """
    os.environ.clear()
    os.environ.update(variables)
    os.chdir(folder)
    end_with_parent()


def end_with_parent() -> None:
    """End this process as soon as the one that started it is gone, however that ended."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


class WarmExecutor(Executor):
    """Runs each call in a process of its own, forked from the warm one.

    Where a `with` block ends by an error, calls that have not begun are dropped and the others ended.

    Parameters
    ----------
    jobs : int, optional
        How many run at a time; by default one for each core.

    Examples
    --------
    >>> with WarmExecutor(2) as executor:
    ...     sums = [executor.submit(sum, range(n)) for n in (3, 4)]
    >>> [each.result() for each in sums]
    [3, 6]
    """

    def __init__(self, jobs: int | None = None) -> None:
        self._threads = ThreadPoolExecutor(jobs or cores())
        self._running: set[BaseProcess] = set()
        self._is_over = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Ask for a call.

        Parameters
        ----------
        fn : callable
            A function of a module.
        *args, **kwargs
            What it is given; all of it, its result and its errors travel between processes.

        Returns
        -------
        concurrent.futures.Future
            Its result or its error; a `ReportError`, if its process ended without either.
        """
        return self._threads.submit(self._in_a_process, partial(fn, *args, **kwargs))

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        # Whoever leaves by an error or an interrupt wants nothing any more.
        self.shutdown(cancel_futures=kind is not None)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more calls, and end those that run if none is wanted any more.

        Parameters
        ----------
        wait : bool
            Whether to wait for those that run.
        cancel_futures : bool, keyword-only
            Whether to drop those that have not begun, and to end those that have.
        """
        self._threads.shutdown(wait=False, cancel_futures=cancel_futures)
        if cancel_futures:
            # A process that starts in this moment is either among these or finds that it is over.
            self._is_over = True
            for process in self._running.copy():
                process.terminate()
        self._threads.shutdown(wait)

    def _in_a_process(self, call: Callable[[], T]) -> T:
        ours, theirs = multiprocessing.Pipe(duplex=False)
        with ours:
            process = start(_answer, theirs, call)
            theirs.close()
            self._running.add(process)
            if self._is_over:
                process.terminate()
            try:
                answer: tuple[T, Exception | None] | None = ours.recv()
            except EOFError:
                answer = None
            process.join()
            self._running.discard(process)
        if answer is None:
            raise ReportError(
                f"the process that made it ended ({how_it_ended(process)})",
                fix="Make it again; with --jobs 1, if the machine had too little memory.",
            )
        result, error = answer
        if error is not None:
            raise error
        return result


def _answer(connection: Connection, call: Callable[[], object]) -> None:
    # An interrupt from the keyboard reaches every process; the one that was asked decides what ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    end_with_parent()
    try:
        connection.send((call(), None))
    except Exception as error:
        connection.send((None, error))


def how_it_ended(process: BaseProcess) -> str:
    """Say how a process ended.

    Parameters
    ----------
    process : multiprocessing.process.BaseProcess
        One that has ended.

    Returns
    -------
    str
        Its exit status, or the signal that ended it.
    """
    code = process.exitcode or 0
    return f"signal {-code}" if code < 0 else f"exit status {code}"
