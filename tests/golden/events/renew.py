"""Write the golden files of events anew. Read the difference before you keep it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from render import SETS, golden, rendered

for name in SETS:
    golden(name).write_text(rendered(name), encoding="utf-8")
    sys.stdout.write(f"{golden(name)}\n")
