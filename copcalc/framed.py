"""Results that are a table at heart, and are shown as one in a notebook."""

from __future__ import annotations

import pandas as pd


class Framed:
    """What has a frame, and is shown by it."""

    def to_frame(self) -> pd.DataFrame:
        """Return what there is to see, as a frame."""
        raise NotImplementedError

    def _repr_html_(self) -> str | None:
        # As pandas would show the frame itself, in the length that its options allow.
        shown: str | None = self.to_frame()._repr_html_()
        return shown
