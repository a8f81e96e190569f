"""Every set on gold of a line or two, written here, whose score is known."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.evaluate.corpus_tokens import joined
from dateline.evaluate.gold_files import find, sampled
from dateline.evaluate.gold_rows import rows_of
from dateline.evaluate.muc_keys import Incident, all_victims, days_of, numbers_of, places_of
from dateline.evaluate.muc_slots import score_slots
from dateline.evaluate.scores import Counts, SetResult
from dateline.evaluate.sets import ecbplus, factuality, geo, muc4, polnear, timex


def write(folder: Path, name: str, *rows: dict[str, object]) -> Path:
    import gzip

    path = folder / name
    path.parent.mkdir(exist_ok=True)
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return folder


def value(result: SetResult, name: str) -> float:
    return next(m.value for m in result.metrics if m.name == name)


def spot(text: str, words: str) -> dict[str, int]:
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def test_dates_by_extent_and_value(tmp_path: Path) -> None:
    text = "\n\nThe town fell on 3 March 2015. Its people had fled in 2014 and not come back.\n"
    gold = [
        {**spot(text, "3 March 2015"), "value": "2015-03-03"},
        {**spot(text, "2014"), "value": "2013"},
        {**spot(text, "not come"), "value": "P1D"},
    ]
    row = {"docid": "a", "dct": "2015-04-01", "text": text, "timex": gold}
    result = timex.run_platinum(write(tmp_path, "timex/platinum.jsonl", row), None)
    assert value(result, "strict_precision") == 1.0
    assert value(result, "strict_recall") == pytest.approx(2 / 3)
    assert value(result, "value_precision") == 0.5
    assert {f.kind for f in result.faults} == {"value", "missed"}


def test_places_by_tagging_and_distance(tmp_path: Path) -> None:
    text = "Shells fell in Mosul on Monday. The governor spoke in Baghdad, Iraq."
    gold = [
        {**spot(text, "Mosul"), "text": "Mosul", "lat": 36.34, "lon": 43.13},
        {**spot(text, "Baghdad"), "text": "Baghdad", "lat": -10.0, "lon": 0.0},
        {**spot(text, "governor"), "text": "governor", "lat": None, "lon": None},
    ]
    row = {"docid": "a", "date": None, "text": text, "toponyms": gold}
    result = geo.run_lgl(write(tmp_path, "geo/lgl.jsonl.gz", row), None)
    assert value(result, "tagging_recall") == pytest.approx(2 / 3)
    assert value(result, "acc161") == 0.5
    assert value(result, "not_in_gazetteer_share") == 0.5
    assert any(f.kind.startswith("wrong place") for f in result.faults)


def test_factuality_of_given_words(tmp_path: Path) -> None:
    folder = tmp_path / "factuality"
    rows = [
        {"id": "1", "set": "uds_ih2", "tokens": ["Rebels", "attacked", "the", "town", "."]},
        {"id": "2", "set": "uds_ih2", "tokens": ["They", "did", "n't", "attack", "it", "."]},
    ]
    rows[0]["targets"] = [{"start": 1, "end": 2, "text": "attacked", "label": 3.0}]
    rows[1]["targets"] = [{"start": 3, "end": 4, "text": "attack", "label": -3.0}]
    write(folder.parent, "factuality/uds_meantime_dev.jsonl.gz", *rows)
    result = factuality.run(tmp_path, None)
    assert value(result, "uds_pearson_r") == pytest.approx(1.0)
    assert value(result, "uds_status_mae") == pytest.approx((1.0 + 2.8) / 2)
    assert value(result, "meantime_mae") == 0.0


def test_ecb_lemma_match(tmp_path: Path) -> None:
    def row(docid: str, words: str, chain: str) -> dict[str, object]:
        tokens = words.split()
        at = next(i for i, t in enumerate(tokens) if t.startswith("kill"))
        mention = {"tokens": [at], "text": tokens[at], "sentence": 0, "type": "event"}
        return {
            "docid": docid,
            "topic": 1,
            "subtopic": "1a",
            "tokens": tokens,
            "sentence_of_token": [0] * len(tokens),
            "validated_sentences": [0],
            "mentions": [{**mention, "chain": chain}],
        }

    same = [row("a", "Gunmen killed a guard .", "X"), row("b", "They kill a guard .", "X")]
    result = ecbplus.run(write(tmp_path, "ecbplus/dev.jsonl.gz", *same), None)
    assert value(result, "conll_f1") == 1.0
    other = [*same, row("c", "A gunman killed a judge .", "Y")]
    result = ecbplus.run(write(tmp_path, "ecbplus/dev.jsonl.gz", *other), None)
    assert value(result, "muc_recall") == 1.0
    assert value(result, "muc_precision") == 0.5
    assert [f.kind for f in result.faults] == ["put together"]


def test_attributions(tmp_path: Path) -> None:
    text = "The mayor said that rebels had shelled the market. Nobody was hurt, Ruiz added."

    def part(words: str) -> list[dict[str, object]]:
        where = spot(text, words)
        return [{"spans": [[where["start"], where["end"]]], "text": words}]

    gold = [
        {
            "source": part("The mayor"),
            "cue": part("said"),
            "content": part("that rebels had shelled the market"),
        },
        {"source": part("Ruiz"), "cue": part("added"), "content": part("Nobody was hurt")},
        {"source": part("market"), "cue": part("shelled"), "content": part("rebels")},
    ]
    row = {"docid": "a", "primary": True, "date": None, "text": text, "attributions": gold}
    folder = write(tmp_path, "polnear/dev.jsonl.gz", row, {**row, "primary": False})
    result = polnear.run(folder, None)
    assert result.reports == 1
    assert value(result, "triple_partial_precision") == 1.0
    assert value(result, "triple_partial_recall") == pytest.approx(2 / 3)
    assert value(result, "source_exact_recall") == pytest.approx(2 / 3)
    assert [f.kind for f in result.faults] == ["missed"]


def filler(*values: str, optional: bool = False, **more: object) -> dict[str, object]:
    return {"values": list(values), "raw": values[0], "optional": optional, **more}


def template(**slots: object) -> dict[str, object]:
    names = (
        "inc_date inc_location inc_type perp_ind_id perp_org_id perp_org_conf phys_tgt_id "
        "hum_tgt_name hum_tgt_desc hum_tgt_num inc_instr_id"
    )
    empty: dict[str, object] = {name: [] for name in names.split()}
    return {"optional_template": False, **empty, **slots}


def test_muc_fillers() -> None:
    assert days_of("- 10 JAN 90") == [(None, date(1990, 1, 10))]
    assert days_of("08 JAN 90 - 09 JAN 90") == [(date(1990, 1, 8), date(1990, 1, 9))]
    assert len(days_of("(- 29 MAR 89) / (28 MAR 89 - 29 MAR 89)")) == 2
    assert places_of("PERU: LIMA (CITY): MIRAFLORES (DISTRICT)") == ["PERU", "LIMA", "MIRAFLORES"]
    assert numbers_of('-80 / 57- / 6 / PLURAL: "MEN"') == [(0, 80), (57, None), (6, 6), (2, None)]


def test_muc_names_and_their_descriptions_are_one_entity() -> None:
    row = {
        "templates": [
            template(
                hum_tgt_name=[filler("ANA RUIZ")],
                hum_tgt_desc=[filler("MAYOR", xref=["ANA RUIZ"]), filler("GUARDS", optional=True)],
            )
        ]
    }
    victims = all_victims(row)
    assert [set(v.mentions) for v in victims] == [{"ANA RUIZ", "MAYOR"}, {"GUARDS"}]
    assert [v.optional for v in victims] == [False, True]


def test_muc_slots_count_halves_and_whole_templates() -> None:
    gold = template(
        inc_date=[filler("- 10 JAN 90")],
        inc_location=[filler("PERU: LIMA (CITY)")],
        inc_type=[filler("BOMBING")],
        hum_tgt_num=[filler("3"), filler("1", optional=True)],
    )
    mine = Incident("BOMBING", (date(1990, 1, 9), date(1990, 1, 9)), ("Lima",), "Peru")
    mine.numbers.append((3, 3))
    scores = score_slots({"templates": [gold]}, [mine, Incident("ARSON")])
    assert scores["type"] == Counts(1, 1, 0)
    assert scores["date"] == Counts(0.5, 0.5, 0.5)
    assert scores["location"] == Counts(1, 0, 0)
    assert scores["victim_number"] == Counts(1, 0, 0)
    assert score_slots({"templates": [gold]}, [])["type"] == Counts(0, 0, 1)
    optional = {**gold, "optional_template": True}
    assert score_slots({"templates": [optional]}, [])["type"] == Counts()


def test_muc_report_end_to_end(tmp_path: Path) -> None:
    text = (
        "LIMA, 3 JUN 89 (EFE) -- [TEXT] TWO GUNMEN KILLED THE MAYOR OF AYACUCHO TODAY. GUERRILLAS "
        "DYNAMITED A BRIDGE."
    )
    row = {
        "docid": "a",
        "doc_date": "1989-06-03",
        "text": text,
        "templates": [
            template(
                inc_type=[filler("ATTACK")],
                perp_ind_id=[filler("GUNMEN", "TWO GUNMEN")],
                hum_tgt_desc=[filler("MAYOR OF AYACUCHO")],
            )
        ],
    }
    result = muc4.run_dev(write(tmp_path, "muc4/dev.jsonl.gz", row), None)
    assert result.name == "muc4_dev"
    assert value(result, "all_victims_recall") == 1.0
    assert value(result, "ceaf_ree_PerpInd_recall") == 1.0
    assert value(result, "slot_type_recall") == 1.0


def test_gold_is_found_and_sampled(tmp_path: Path) -> None:
    folder = write(tmp_path, "geo/lgl.jsonl.gz", *({"docid": str(n)} for n in range(20)))
    path = find(folder, "geo/lgl.jsonl.gz")
    assert path == find(folder / "geo", "geo/lgl.jsonl.gz")
    rows = rows_of(path)
    five = sampled(rows, 5)
    assert five == sampled(rows, 5)
    assert [r for r in sampled(rows, 9) if r in five] == five
    with pytest.raises(UsageError):
        rows_of(folder / "geo" / "none.jsonl")


def test_treebank_tokens_are_spaced_as_in_print() -> None:
    text, spans = joined(["``", "They", "did", "n't", "go", ",", "''", "he", "said", "."])
    assert text == '"They didn\'t go," he said.'
    assert text[spans[3][0] : spans[3][1]] == "n't"
