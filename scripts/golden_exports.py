"""Write tests/export/golden/: every form of text, made of the story in tests/story.py."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "export" / "golden"
BINARY = frozenset({"parquet", "claims-parquet", "geoparquet"})


def write_all(folder: Path) -> None:
    """Write every form of text into a folder."""
    sys.path.insert(0, str(ROOT / "tests"))
    from dateline.export.catalogue import SHAPES
    from dateline.export.told import Policy
    from dateline.store.exports import write
    from story import source

    for name, shape in SHAPES.items():
        if name not in BINARY:
            write(shape, source(), Policy(), folder / f"{name}{shape.suffix}")


def main() -> int:
    """Write the golden files anew."""
    shutil.rmtree(GOLDEN, ignore_errors=True)
    GOLDEN.mkdir(parents=True)
    write_all(GOLDEN)
    sys.stderr.write(f"wrote {GOLDEN}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
