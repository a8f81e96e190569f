"""Write the generated pages of docs/: columns, reasons, settings. Run by 'make docs'."""

from __future__ import annotations

import sys
from pathlib import Path

from dateline.export.catalogue import page as exports_page
from dateline.export.codebook import columns_page, reasons_page, settings_page

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {
    "columns.md": columns_page,
    "exports.md": exports_page,
    "reasons.md": reasons_page,
    "settings.md": settings_page,
}


def main() -> int:
    """Write every page that is not current, and name it."""
    for name, page in PAGES.items():
        path = DOCS / name
        text = page()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            sys.stderr.write(f"wrote docs/{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
