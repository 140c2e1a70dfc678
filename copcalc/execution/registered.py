"""The engine as papermill finds it: papermill asks for it while it is being imported, and so before it can be made."""

from __future__ import annotations

from typing import Any


class _Later:
    """Stands for the engine, which is imported when it is used."""

    def __getattr__(self, name: str) -> Any:
        from copcalc.execution.engine import ForkedEngine

        return getattr(ForkedEngine, name)


ENGINE = _Later()
