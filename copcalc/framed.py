"""How results show themselves in a notebook: numbers kept short, and tables as tables."""

from __future__ import annotations

import html

import pandas as pd


def short(number: float) -> str:
    """Write a number with four digits that count, or whole from a thousand on.

    Examples
    --------
    >>> short(0.20499), short(402_363_010.4)
    ('0.205', '402,363,010')
    """
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number + 0.0:.4g}"


class Framed:
    """What has a frame, and is shown by its line and its frame."""

    def to_frame(self) -> pd.DataFrame:
        """Return what there is to see, as a frame."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        # As pandas would show the frame itself, with whole texts and a little longer.
        options = (
            "display.max_colwidth",
            None,
            "display.max_rows",
            100,
            "display.float_format",
            short,
        )
        with pd.option_context(*options):
            table = self.to_frame()._repr_html_()
        return f"<p>{html.escape(repr(self))}</p>{table or ''}"
