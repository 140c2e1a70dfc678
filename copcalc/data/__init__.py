"""Tables: read from data/raw, checked, turned into data/processed, and the register of states."""

from copcalc.data.assumed import assume_statuses, assumed_areas
from copcalc.data.meant import did_you_mean, undeclared
from copcalc.data.processed import build, load_tables
from copcalc.data.project import find_root
from copcalc.data.raw import WORLD, check, data_version, raw_tables, read_raw
from copcalc.data.register import Area, Register
from copcalc.data.status import (
    ASSUMED,
    CONFIDENCES,
    STRENGTHS,
    UNDECIDED,
    beginnings,
    check_assumed,
    status_by_year,
)
from copcalc.data.tables import Tables

__all__ = [
    "ASSUMED",
    "CONFIDENCES",
    "STRENGTHS",
    "UNDECIDED",
    "WORLD",
    "Area",
    "Register",
    "Tables",
    "assume_statuses",
    "assumed_areas",
    "beginnings",
    "build",
    "check",
    "check_assumed",
    "data_version",
    "did_you_mean",
    "find_root",
    "load_tables",
    "raw_tables",
    "read_raw",
    "status_by_year",
    "undeclared",
]
