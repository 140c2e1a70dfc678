"""Reports: what a notebook records and shows, and how notebooks become pages."""

from copcalc.report.record import Column, Record

__all__ = ["Column", "Record"]
