"""The engine's joins find what a dictionary finds, and linking gives the same events with them."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.cli.engine import join_of
from dateline.cli.main import main
from dateline.errors import UsageError
from dateline.event_records import Comparison, Event
from dateline.link import joined
from dateline.link.near_duplicates import families
from dateline.read import read_paths
from dateline.records import Coded
from dateline.scale import joins
from dateline.scale.daft_engine import choose_runner
from dateline.scale.local import code_all
from dateline.settings import Settings
from dateline.store.project import Project
from made_up import made_up
from sample import report

KEYS = st.one_of(st.sampled_from("abc|'"), st.tuples(st.sampled_from("ab"), st.integers(0, 2)))


def plainly(keys: list[list[object]], crowd: int | None) -> list[tuple[int, int]]:
    blocks: dict[object, list[int]] = defaultdict(list)
    for item, own in enumerate(keys):
        for key in dict.fromkeys(own):
            blocks[key].append(item)
    kept = [b for b in blocks.values() if crowd is None or len(b) <= crowd]
    return sorted({pair for block in kept for pair in combinations(block, 2)})


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(KEYS, max_size=4), max_size=12), st.sampled_from([None, 1, 2, 3]))
def test_items_that_share_a_key_are_pairs(keys: list[list[object]], crowd: int | None) -> None:
    choose_runner("native")
    want = plainly(keys, crowd)
    assert sorted(joined.pairs_by_key(keys, crowd)) == want
    assert sorted(joins.pairs_by_key(keys, crowd)) == want


@pytest.mark.parametrize("join", [joined.pairs_by_key, joins.pairs_by_key])
def test_each_pair_comes_once(join: joined.Join) -> None:
    assert Counter(join([["a", "b"], ["b", "a", "a"], ["c"], []], None)) == {(0, 1): 1}


LEAD = "{} people left the {} quarter of Rasmala on {}, aid workers said by telephone."
BODY = """
The shelling began shortly after dusk and went on until the power station on Canal Street caught
fire, according to the fire service, which sent four engines across the river from Ordain. Doctors
at the Saint Anne clinic counted eleven wounded, two of them children, and said that the ward was
full. The ministry in the capital said that its batteries had answered fire from the hills.
"""


def test_the_engine_finds_the_same_families() -> None:
    choose_runner("native")
    leads = [LEAD.format(n, quarter, "Monday") for n in range(4) for quarter in ("east", "west")]
    texts = [lead + BODY * (n % 3 > 0) + lead[::-1] for n, lead in enumerate(leads)]
    some = [report(text, f"{n}.txt") for n, text in enumerate(texts)]
    found = families(some)
    assert len(found) >= 1
    assert families(some, joins.pairs_by_key) == found


def linked(folder: Path, *options: str) -> tuple[list[Event], list[Comparison]]:
    """Link the examples and some made-up claims by the command, and return what is kept."""
    examples = code_all(read_paths(["examples"], Settings()), Settings())
    with Project.create(folder) as project:
        for coded in [*examples, *made_up(80, 7, days=6).coded]:
            assert isinstance(coded, Coded)
            project.add([coded.report])
            project.keep(coded, project.begin_run("code", "one", {}))
    assert main(["link", "--project", str(folder), "-q", *options]) == 0
    with Project.open(folder) as project:
        return project.events(), project.pairs(undecided=False)


def test_linking_on_an_engine_gives_the_same_events(tmp_path: Path) -> None:
    events, pairs = linked(tmp_path / "plain")
    assert len(events) > 20
    assert max(len(event.claim_ids) for event in events) > 2
    assert linked(tmp_path / "engine", "--engine", "daft") == (events, pairs)


def test_an_engine_that_is_not_known_is_told() -> None:
    with pytest.raises(UsageError, match="no such engine"):
        join_of("spark", "native")
    with pytest.raises(UsageError, match="no such runner"):
        join_of("daft", "slurm")
    assert join_of(None, "native") is joined.pairs_by_key
    assert join_of("daft", "native") is joins.pairs_by_key
