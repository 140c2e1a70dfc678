"""Where cells run: an IPython shell like that of a kernel, which keeps what a kernel would send."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from ipykernel.zmqshell import ZMQInteractiveShell
from jupyter_client.session import Session
from traitlets.config import Config

from copcalc.execution.warm import settle

Message = dict[str, Any]
"""A message of Jupyter's protocol, with a header and a content."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a cell did.

    Parameters
    ----------
    messages : tuple of dict
        What a kernel would have sent, in order.
    execution_count : int
        The number of the cell.
    failure : dict
        The content of the last error; empty if the cell ran to its end.
    """

    messages: tuple[Message, ...]
    execution_count: int
    failure: dict[str, Any]


class _Kept(Session):
    """Keeps messages instead of sending them."""

    kept: list[Message]

    def __init__(self) -> None:
        super().__init__()
        self.kept = []

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *_: Any, **__: Any) -> Any:
        made = self.msg(msg_or_type, content) if isinstance(msg_or_type, str) else msg_or_type
        # On its way a message becomes JSON: pictures are text there, and tuples are lists.
        content = self.unpack(self.pack(made["content"]))
        parts = {part: made[part] for part in ("header", "msg_type", "parent_header")}
        self.kept.append({**parts, "content": content})
        return made

    def taken(self) -> tuple[Message, ...]:
        kept, self.kept = self.kept, []
        return tuple(kept)


class _Stream(io.TextIOBase):
    """What cells print."""

    def __init__(self, name: str, session: Session) -> None:
        self.name = name
        self._session = session

    def write(self, text: str) -> int:
        if text:
            self._session.send(None, "stream", {"name": self.name, "text": text})
        return len(text)

    def writable(self) -> bool:
        return True


def _shell(session: Session) -> Any:
    # A history would be written by a thread, into a file that processes share.
    shell: Any = ZMQInteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    for part in (shell.displayhook, shell.display_pub):
        part.session = session
    shell.displayhook.topic = b"execute_result"
    return shell


def serve(connection: Connection, folder: str, variables: Mapping[str, str]) -> None:
    """Run cells as they come in, until there are no more.

    Parameters
    ----------
    connection : multiprocessing.connection.Connection
        Brings the source of a cell, and takes a `Ran`.
    folder : str
        Where to run them.
    variables : mapping of str to str
        The environment to run them in.
    """
    settle(folder, variables)
    # Whoever sends the cells decides what ends, not the keyboard.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    session = _Kept()
    shell = _shell(session)
    sys.stdout, sys.stderr = _Stream("stdout", session), _Stream("stderr", session)
    while True:
        try:
            source = connection.recv()
        except EOFError:
            # Nobody waits for buffers, threads or objects of the notebook.
            os._exit(0)
        result = shell.run_cell(source, store_history=True)
        messages = session.taken()
        errors = [m["content"] for m in messages if m["msg_type"] == "error"]
        failure = errors[-1] if errors and not result.success else {}
        connection.send(Ran(messages, result.execution_count, failure))
