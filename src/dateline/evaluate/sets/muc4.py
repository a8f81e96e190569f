"""Who, whom, what, where, when, how many: the templates of MUC-4 (1992).

CEAF-REE over the five string roles as published with GRIT (Du, Rush and Cardie 2021): the fillers
of all templates of a report are put together role by role, optional ones too; a victim is one
named. Beside it all victims, named or described. Slots: templates are paired so that most fillers
agree, then each slot counts 1 for a right filler, ½ for a partly right one, as the MUC-4 scorer
does over all templates; there what is optional is never a miss.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dateline.evaluate.gold_files import Row, day, find, sampled
from dateline.evaluate.gold_rows import rows_of
from dateline.evaluate.metrics_roles import RoleEntity, ceaf_ree, normalised, right_pairs
from dateline.evaluate.muc_claims import MucReader
from dateline.evaluate.muc_keys import ROLES, Incident, all_victims, role_entities
from dateline.evaluate.muc_slots import SLOTS, score_slots
from dateline.evaluate.muc_words import distinct
from dateline.evaluate.scores import Counts, Fault, Metric, SetResult, f1_metrics
from dateline.parse.parser import parse
from dateline.pipeline import code, knowledge
from dateline.read import read_text

LOSSES = (
    "A claim has no field for weapons, nor for things hit: weapons are looked up in the words of "
    "its sentence, things among the objects of its trigger.",
    "Claims are put together to incidents by kind, day, place, names and nearness, since linking "
    "is not built yet; slots suffer from its faults, the five roles do not.",
    "What MUC-4 asks for is narrower than conflict, so claims are left out by its task "
    "description: of other than its nine countries, older than two and a half months, of fighters "
    "and their equipment alone, not done or threatened, and talk of nobody in particular.",
    "Each victim has one number: the count told of it, else 1 or PLURAL by grammar; a group is "
    "dropped where as many names are told. A thousand and more is the toll of a war.",
    "An incident without a day has the day of the report as its last one, as the task asks; "
    "one without a country has the country the report names most.",
    "A filler must be a mention's words exactly (case, punctuation, articles apart): a right "
    "entity with a longer or shorter phrase counts as wrong.",
    "Fillers with a cross-reference (number, confidence) are compared without it.",
)


@dataclass(frozen=True, slots=True)
class Part:
    """The counts of one report: by role, of all victims, and by slot."""

    roles: dict[str, Counts]
    victims: Counts
    slots: dict[str, Counts]


def run_split(folder: Path, sample: int | None, *, split: str) -> SetResult:
    """Score one split: ``dev``, ``train`` or ``tst3``."""
    known = knowledge()
    reader = MucReader(known.lexicon, known.actors)
    parts: list[Part] = []
    faults: list[Fault] = []
    for row in sampled(rows_of(find(folder, f"muc4/{split}.jsonl.gz")), sample):
        report = read_text(row["text"], name=row["docid"], published=day(row["doc_date"]))
        incidents = reader.incidents(parse(report), code(report).claims)
        part, found = score_report(row, incidents)
        parts.append(part)
        faults.extend(found)
    return SetResult(f"muc4_{split}", len(parts), _metrics(parts), tuple(faults), LOSSES)


run_tst3 = partial(run_split, split="tst3")
run_dev = partial(run_split, split="dev")
run = run_tst3
SETS: dict[str, Callable[[Path, int | None], SetResult]] = {
    "muc4_tst3": run_tst3,
    "muc4_dev": run_dev,
}


def _metrics(parts: Sequence[Part]) -> tuple[Metric, ...]:
    metrics = list(f1_metrics("ceaf_ree", [sum(part.roles.values(), Counts()) for part in parts]))
    for role in ROLES:
        metrics.extend(f1_metrics(f"ceaf_ree_{role}", [part.roles[role] for part in parts]))
    metrics.extend(f1_metrics("all_victims", [part.victims for part in parts]))
    for slot in SLOTS:
        metrics.extend(f1_metrics(f"slot_{slot}", [part.slots[slot] for part in parts]))
    return tuple(metrics)


def score_report(row: Row, incidents: Sequence[Incident]) -> tuple[Part, list[Fault]]:
    """Return the counts of one report, and its wrong and missed fillers."""
    gold = role_entities(row)
    roles: dict[str, Counts] = {}
    faults: list[Fault] = []
    for role in ROLES:
        coded = distinct(words for one in incidents for words in one.roles[role])
        roles[role] = ceaf_ree(gold[role], coded)
        faults.extend(_faults(row, role, gold[role], coded))
    victims = ceaf_ree(all_victims(row), distinct(w for one in incidents for w in one.victims))
    return Part(roles, victims, score_slots(row, incidents)), faults


def _faults(row: Row, role: str, gold: Sequence[RoleEntity], coded: Sequence[str]) -> list[Fault]:
    """List what is missed and false; a pair that shares its last word is another phrase for it."""
    pairs = right_pairs(gold, coded)
    left = [c for j, c in enumerate(coded) if j not in {j for _, j in pairs}]
    faults: list[Fault] = []
    for i, entity in enumerate(gold):
        if i in {i for i, _ in pairs}:
            continue
        heads = {normalised(m).split()[-1] for m in entity.mentions if normalised(m)}
        near = next((c for c in left if heads & set(normalised(c).split())), None)
        if near is not None:
            left.remove(near)
            faults.append(_fault(f"{role} in other words", row, " / ".join(entity.mentions), near))
        elif not entity.optional:
            faults.append(_fault(f"{role} missed", row, " / ".join(entity.mentions), ""))
    faults += [_fault(f"{role} false", row, "", words) for words in left]
    return faults


def _fault(kind: str, row: Row, gold: str, coded: str) -> Fault:
    return Fault(kind, row["docid"], _sentence(row["text"], coded or gold), gold, coded)


def _sentence(text: str, words: str) -> str:
    """Return the sentence that first holds some words, or nothing."""
    first = words.split(" / ")[0]
    at = text.casefold().find(first.casefold())
    if at < 0:
        return ""
    start = max(text.rfind(".", 0, at), text.rfind("\n", 0, at)) + 1
    end = min(e for e in (text.find(".", at + len(first)), len(text)) if e >= 0)
    return " ".join(text[start : end + 1].split())
