"""Names that no list knows, as a table for a user's own list."""

from __future__ import annotations

from conftest import make_report
from dateline.export.unknown_actors import as_table, unknown_actors
from dateline.knowledge.actor_list import ActorList
from dateline.pipeline import code

TEXT = (
    "The Varda Liberation Front attacked a convoy near Homs. The Varda Liberation Front also "
    "burned a bridge. Soldiers of the Syrian army killed six fighters of the Orlan Brigade. "
    "Gunmen wounded two farmers."
)


def test_names_that_no_list_knows_come_most_frequent_first():
    found = unknown_actors([code(make_report(TEXT))])
    assert (found[0].name, found[0].claims) == ("Varda Liberation Front", 2)
    assert found[0].example == "The Varda Liberation Front attacked a convoy near Homs."
    names = {u.name.casefold() for u in found}
    assert not any("gunmen" in n or "farmers" in n or "syria" in n for n in names)


def test_the_table_can_stand_in_the_folder_of_ones_own_knowledge(tmp_path):
    table = as_table(unknown_actors([code(make_report(TEXT))]))
    (tmp_path / "actors.tsv").write_text(table, encoding="utf-8")
    entry = ActorList.load(tmp_path).resolve("the Varda Liberation Front")
    assert entry is not None
    assert entry.actor_id == "own:varda-liberation-front"


def test_nothing_unknown_gives_a_table_without_rows():
    assert len(as_table([]).splitlines()) == 2
