"""A running Dask cluster as an executor: reports are made on its machines as they are on this one."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, ParamSpec, TypeVar

from copcalc.errors import CopcalcError, unwritable
from copcalc.execution.warm import WarmExecutor

P = ParamSpec("P")
T = TypeVar("T")

_PATIENCE = 10
"""Seconds until a scheduler that does not answer is not there."""


@contextmanager
def cluster(address: str, *, reads: Path, writes: Path) -> Iterator[Executor]:
    """Use a running Dask cluster.

    Parameters
    ----------
    address : str
        Of its scheduler, as "tcp://192.168.1.2:8786".
    reads, writes : pathlib.Path, keyword-only
        Folders of this machine that its workers share.

    Yields
    ------
    concurrent.futures.Executor
        Runs each call in a process of its own, as `WarmExecutor` does, on whichever worker is free. A call
        whose worker dies is made by another.

    Raises
    ------
    CopcalcError
        If Dask is not installed, no cluster is there, its workers can't do what they are asked to, or
        nothing can be written.
    """
    try:
        from distributed import Client
        from distributed.comm.core import connect
    except ImportError:
        raise CopcalcError(
            "a cluster needs Dask, which is not installed",
            where="--scheduler",
            fix='Install it with: pip install --constraint constraints.txt --editable ".[cluster]"',
        ) from None
    # What goes wrong is told in this project's words.
    for logger in ("distributed", "distributed.client"):
        logging.getLogger(logger).setLevel(logging.CRITICAL + 1)

    async def greet() -> None:
        comm = await connect(address, timeout=_PATIENCE)
        await comm.close()

    try:
        asyncio.run(greet())
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except Exception:
        # Of whatever kind: it is no address, nobody is there, or somebody who speaks otherwise.
        raise CopcalcError(
            f"no Dask scheduler answers at {address!r}",
            where="--scheduler",
            fix="Start one with 'dask scheduler', and give the address that it shows: tcp://HOST:8786.",
        ) from None
    with client:
        with _marked(writes) as mark:
            _check(client, [reads, mark])
        yield _ClusterExecutor(client)


class _ClusterExecutor(Executor):
    """What Dask offers as an executor; each call gets a process of its own there."""

    def __init__(self, client: Any) -> None:
        self._executor = client.get_executor(pure=False)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Ask for a call."""
        asked: Future[T] = self._executor.submit(_in_a_process, partial(fn, *args, **kwargs))
        return asked


def _in_a_process(call: Callable[[], T]) -> T:
    # A worker has threads, a directory and an environment of its own: a forked process has not to share them.
    # Dask's workers are daemons, which must have no children since nobody would end these; ours end with them.
    worker: Any = multiprocessing.current_process()
    worker._config["daemon"] = False
    with WarmExecutor(1) as executor:
        return executor.submit(call).result()


@contextmanager
def _marked(folder: Path) -> Iterator[Path]:
    """Put a file into a folder, which tells that it is the same folder elsewhere and not one of the same name."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(prefix=".seen-", dir=folder) as file:
            yield Path(file.name)
    except OSError as error:
        raise unwritable(str(folder), error) from None


def _check(client: Any, paths: Sequence[Path]) -> None:
    """Complain before anything is made, if workers could not make it."""
    try:
        seen: dict[str, list[Path]] = client.run(_missing, paths)
    except Exception as error:
        raise CopcalcError(
            f"the workers can't run copcalc ({type(error).__name__}: {error})",
            where="--scheduler",
            fix="Start them from an environment with the same copcalc as here.",
        ) from None
    if not seen:
        raise CopcalcError(
            "the cluster has no workers",
            where="--scheduler",
            fix="Start some on the machines that shall make reports, with 'dask worker' and the address.",
        )
    for worker, missing in sorted(seen.items()):
        if missing:
            folder = missing[0] if missing[0].is_dir() else missing[0].parent
            raise CopcalcError(
                f"the worker {worker} does not see {folder} as it is here",
                where="--scheduler",
                fix="Share the folder, so that it has the same path on every machine.",
            )


def _missing(paths: Sequence[Path]) -> list[Path]:
    return [path for path in paths if not path.exists()]
