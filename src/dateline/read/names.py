"""Names of files as they are shown: one line, printable, always valid text."""

from __future__ import annotations


def shown(name: str) -> str:
    r"""Return a file name fit for output.

    Control characters and line ends become escapes (``\n``), as do directions of writing that
    would make one name look like another; bytes that are no UTF-8 become replacement characters.
    """
    plain = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in plain)


def is_remote(path: str) -> bool:
    """Tell whether a path is an address in object storage (``s3://…``)."""
    return "://" in path
