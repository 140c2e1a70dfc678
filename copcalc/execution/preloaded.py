"""What the warm process does before others are forked from it: import everything, and draw a first figure."""

from __future__ import annotations

import builtins
import gc
import sys
from contextlib import suppress
from importlib import import_module
from io import BytesIO
from types import SimpleNamespace


def _import_everything() -> None:
    # A grammar of addresses, which takes more than a second to build; what imports it can do without.
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    # pandas asks when it is imported whether it is in a notebook, and shows wide tables by the answer.
    builtins.get_ipython = lambda: SimpleNamespace(kernel=None)  # type: ignore[attr-defined]
    try:
        import_module("pandas")
    finally:
        del builtins.get_ipython  # type: ignore[attr-defined]
    # By name, for this room knows nothing of what is above it.
    modules = ("copcalc.execution.cells", "copcalc.report.make", "matplotlib.pyplot", "papermill")
    for module in modules:
        import_module(module)
    public = import_module("copcalc")
    for name in public.__all__:
        getattr(public, name)
    # What is read and checked once is kept.
    public.words.current()
    for name in public.framework_names():
        public.load_framework(name)
    import_module("copcalc.report.typeface").font_faces("")
    # The code that was imported is what reports are made from, whatever becomes of its files.
    import_module("copcalc.report.manifest").running()


def _rehearse() -> None:
    # What many reports ask of the project's data, and what is remembered of it.
    public = import_module("copcalc")
    # Whatever is wrong with the data is told by the report that needs them.
    with suppress(Exception):
        study = public.open_study()
        for indicator in study.framework.indicators:
            public.outlook_of(study, indicator.id)


def _draw_a_figure() -> None:
    # Fonts are looked for once. Not by pyplot, whose first figure chooses the backend of a process.
    from matplotlib.figure import Figure

    figure = Figure()
    figure.text(0, 0, "COP")
    figure.savefig(BytesIO(), format="png")


def _keep_out_of_collections() -> None:
    # What is imported stays: no process has to look through it, and copy its pages, to find garbage.
    gc.collect()
    gc.freeze()


_import_everything()
_rehearse()
_draw_a_figure()
_keep_out_of_collections()
