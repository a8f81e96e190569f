"""Read: bytes to reports, with offsets that stay true."""

from dateline.read.files import read_paths
from dateline.read.reading import read_bytes, read_text

__all__ = ["read_bytes", "read_paths", "read_text"]
