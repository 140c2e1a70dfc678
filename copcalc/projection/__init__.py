"""The mathematics of what may become of a target: paths, trends, adoption, plans. No files, no plots."""

from copcalc.projection.series import Series

__all__ = ["Series"]
