"""Reports: what a notebook records and shows, and how notebooks become pages."""

from copcalc.report.record import Record

__all__ = ["Record"]
