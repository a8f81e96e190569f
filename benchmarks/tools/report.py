"""How a benchmark tells its figures: the machine first, then one line a figure.

A line is ``name value unit baseline``, separated by tabs. A ratio has the unit ``times`` and names
what it is a ratio to, measured in the same run; a figure by itself has the baseline ``-``.
"""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from importlib import metadata
from pathlib import Path


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def machine(*packages: str) -> None:
    """Print what the figures were measured on, as comment lines."""
    memory = ""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        size = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        memory = f", {size / 2**30:.0f} GiB memory"
    sys.stdout.write(f"# {_processor()}, {os.cpu_count()} cores{memory}, {platform.platform()}\n")
    versions = [f"{name} {metadata.version(name)}" for name in packages]
    told = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}", *versions]
    sys.stdout.write(f"# {', '.join(told)}\n")


def figure(name: str, value: float, unit: str, baseline: str = "-") -> None:
    """Print one figure."""
    digits = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    sys.stdout.write(f"{name}\t{digits}\t{unit}\t{baseline}\n")
    sys.stdout.flush()
