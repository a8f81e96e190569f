import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from render import REPAIR, SETS, golden, rendered


@pytest.mark.parametrize("name", SETS)
def test_reports_come_out_as_the_events_a_reader_would_list(name):
    told, wanted = rendered(name), golden(name).read_text(encoding="utf-8")
    assert told == wanted, f"If the new events are right, run: {REPAIR}"
