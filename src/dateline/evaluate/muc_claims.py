"""Dateline's claims in the terms of MUC-4: which are incidents, and who fills which role.

MUC-4 counts acts of violence against civilians and property; fights between armed sides are none.
Which claims are one incident is told by ``muc_incidents``, since Dateline does not link claims yet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from dateline.evaluate.metrics_roles import normalised
from dateline.evaluate.muc_incidents import (
    COUNTRIES,
    Told,
    country_of,
    incidents_of,
    is_definite,
    is_wanted,
    kind_of,
)
from dateline.evaluate.muc_keys import Incident
from dateline.evaluate.muc_victims import COUNTED, Victim, is_vague, together, victims_of
from dateline.evaluate.muc_words import (
    BODY_WORDS,
    PERSONS,
    Words,
    add,
    is_bare,
    is_body,
    is_empty,
    is_military,
    is_name,
    is_outlaw,
    named_thing,
    owner_off,
    singulars,
    without_article,
    words_of,
)
from dateline.knowledge import place_words
from dateline.knowledge.actor_list import ActorList
from dateline.knowledge.event_lexicon import Lexicon
from dateline.parse.arguments import objects
from dateline.parse.grammar import children, conjuncts, extent, phrase
from dateline.parse.parsed import Parsed, Token
from dateline.records import Actor, Claim, Report
from dateline.spans import excerpt

TOLD = frozenset({"happened", "ongoing", "possible", "denied", "planned", "threatened"})
THINGS = frozenset(
    {"BUILDING", "INFRASTRUCTURE", "VEHICLE", "AIRCRAFT", "SHIP", "UTILITY", "MEDIA", "GOODS"}
)
BODIES = frozenset({"GROUP", "AUTHORITY"})
ARMS = frozenset({"WEAPON", "MUNITION", "BLADE"})
ARMED_SECTORS = frozenset({"MIL", "REB", "PRM", "COP"})
BOMBING = frozenset({"explosives", "suicide-attack"})
OLDEST = 75
"""Days before the report; MUC-4 asks for the last two months."""
LONGEST_WEAPON = 4
PORTIONS = frozenset({"section", "part", "stretch", "portion", "piece", "segment", "half"})
HIT_PREPOSITIONS = frozenset({"on", "against", "at", "of", "to", "outside", "upon"})
_WORD = re.compile(r"[\w.'-]+")


class MucReader:
    """Reads the claims of a report as MUC-4 would have them."""

    def __init__(self, lexicon: Lexicon, actors: ActorList) -> None:
        self.lexicon = lexicon
        self.actors = actors
        self.words = Words(lexicon)
        self.surface: dict[str, str] = {}

    def incidents(self, parsed: Parsed, claims: Sequence[Claim]) -> list[Incident]:
        """Return the incidents of a report."""
        report = parsed.report
        self.surface = self._surfaces(report.text)
        of_fighters = self._of_fighters(claims)
        told = [
            self._told(c, parsed)
            for c in claims
            if _is_told(c, report) and c.claim_id not in of_fighters
        ]
        groups = [g for g in incidents_of(told) if is_wanted(g)]
        country = main_country(report.text)
        made = [self._incident(group, parsed, country) for group in groups]
        return [one for one in made if is_definite(one)]

    def _of_fighters(self, claims: Sequence[Claim]) -> set[str]:
        """Return the claims of a bare number after fighters ("two rebels died, six were hurt")."""
        found: set[str] = set()
        before: tuple[int, bool] = (-2, False)
        for claim in claims:
            if claim.event_type != "ASSAULT":
                continue
            sentence, fighters = before
            words = [r.words for r in claim.recipient]
            follows = claim.sentence.n - sentence <= 1 and fighters and bool(claim.counts)
            if follows and all(is_bare(w) for w in words):
                found.add(claim.claim_id)
                before = (claim.sentence.n, True)
            else:
                words += [count.of or "" for count in claim.counts]
                armed = any(ARMED_SECTORS & set(r.sectors) for r in claim.recipient)
                fighters = armed or any(is_outlaw(w) or is_military(w) for w in words)
                before = (claim.sentence.n, fighters)
        return found

    def _told(self, claim: Claim, parsed: Parsed) -> Told:
        names = (self.words.named(r) for r in claim.recipient if self.is_person(r))
        keys = frozenset(normalised(words).split()[-1] for words, is_named in names if is_named)
        return Told(claim, self.kind(claim), self.is_incident(claim, parsed), keys)

    def _surfaces(self, text: str) -> dict[str, str]:
        """Return how a report itself names each listed actor, by its id."""
        tokens = [m.group().strip(".") for m in _WORD.finditer(text)]
        found: dict[str, str] = {}
        for first, end, entry in self.actors.scan(tokens):
            if entry.actor_id is not None:
                found.setdefault(entry.actor_id, owner_off(" ".join(tokens[first:end])))
        return found

    def is_incident(self, claim: Claim, parsed: Parsed) -> bool:
        """Tell whether MUC-4 would want a claim: violence, but no fight between armed sides."""
        harmed = any(self.is_person(r) and self._can_be_victim(r) for r in claim.recipient)
        counted = not claim.recipient and any(c.kind in COUNTED for c in claim.counts)
        if harmed or counted or self.things(claim, parsed):
            return True
        return not claim.recipient and self.kind(claim) == "BOMBING"

    def kind(self, claim: Claim) -> str:
        """Return the type of incident."""
        trigger = claim.trigger.quote.casefold()
        if claim.mode == "abduct":
            return "KIDNAPPING"
        if any(word in trigger for word in ("burn", "fire to", "arson", "torch", "ablaze")):
            return "ARSON"
        if claim.mode == "destroy" and trigger in ("set", "sets", "setting"):
            return "ARSON"  # "set two trucks on fire"
        if claim.mode in BOMBING or any(w in trigger for w in ("bomb", "dynamit", "explo", "blew")):
            return "BOMBING"
        return "ROBBERY" if any(w in trigger for w in ("robb", "loot")) else "ATTACK"

    def is_person(self, actor: Actor) -> bool:
        """Tell people from things and bodies; names that are no English words are people."""
        found = self.words.classes(actor.words)
        if found & PERSONS:
            return True
        return not found & (THINGS | BODIES | {"PLACE", "TERRITORY"})

    def _incident(self, group: Sequence[Told], parsed: Parsed, country: str | None) -> Incident:
        claims = [told.claim for told in group]
        incident = Incident(kind_of(group))
        incident.days = _days(claims, parsed.report.published)
        names: list[str] = []
        victims: list[Victim] = []
        for claim in claims:
            if claim.place is not None and claim.place.precision != "country":
                names.extend(n for n in (claim.place.name, claim.place.admin1) if n)
            self._fill(incident, claim, parsed.report, self.things(claim, parsed))
            persons = self._persons(claim)
            victims += [v for v in victims_of(claim, persons, parsed) if not is_outlaw(v.words)]
        for victim in together(victims):
            incident.numbers.append(victim.number)
            incident.certain |= victim.definite and not is_vague(victim.words)
            if victim.words:
                add(incident.victims, victim.words)
            if victim.named:
                add(incident.roles["Victim"], victim.words)
        incident.country = country_of(group, country)
        incident.places = tuple(dict.fromkeys(names))
        return incident

    def _persons(self, claim: Claim) -> list[tuple[Actor, str, bool]]:
        """Return the recipients who are persons, with their words, and whether they are a name."""
        found: list[tuple[Actor, str, bool]] = []
        for recipient in claim.recipient:
            if self.is_person(recipient) and self._can_suffer(recipient, claim):
                found.append((recipient, *self.words.named(recipient)))
        return found

    def _can_suffer(self, actor: Actor, claim: Claim) -> bool:
        """Tell whether somebody may be a victim beside civilians: no fighter, body or state."""
        if self._can_be_victim(actor):
            return True
        if is_outlaw(actor.words) or {"REB", "PRM"} & set(actor.sectors):
            return False
        harmed = any(count.kind in COUNTED for count in claim.counts)
        return harmed and "MIL" in actor.sectors and not is_body(actor.words)

    def _fill(
        self, incident: Incident, claim: Claim, report: Report, things: Sequence[str]
    ) -> None:
        for actor in claim.actor:
            self._perpetrator(incident, actor, claim)
        for thing in things:
            add(incident.roles["Target"], named_thing(thing))
        for weapon in self.weapons(report.text[claim.sentence.start : claim.sentence.end]):
            add(incident.roles["Weapon"], weapon)

    def _can_be_victim(self, actor: Actor) -> bool:
        """Tell whether MUC-4 would name somebody a victim: no side under arms, no state."""
        if ARMED_SECTORS & set(actor.sectors):
            return False
        if self._is_state_or_group(actor):
            return False
        if is_outlaw(actor.words) or is_body(actor.words):
            return False
        return "TOLL" not in self.words.classes(actor.words)

    def _is_state_or_group(self, actor: Actor) -> bool:
        """Tell a state or armed group from one of its people, who is named."""
        actor_id = actor.actor_id or ""
        if "/" in actor_id and is_name(actor.words):
            return any(place_words.states().get(w.casefold()) for w in actor.words.split())
        return actor_id.startswith(("state:", "group:"))

    def _perpetrator(self, incident: Incident, actor: Actor, claim: Claim) -> None:
        words = without_article(words_of(actor))
        if actor.reason == "unresolved_reference" or is_empty(words):
            return
        found = self.words.classes(words)
        last = re.split(r"\bof\b", words.casefold())[0].split()[-1:]
        is_body = bool(found & BODIES) or bool(BODY_WORDS & set(last))
        organisation = self._organisation(actor, words)
        if organisation is not None:
            if organisation not in incident.roles["PerpOrg"]:
                incident.roles["PerpOrg"].append(organisation)
                incident.confidence.append(confidence(claim))
            if organisation.casefold() == words.casefold():
                return
        elif BODY_WORDS & set(last) or (is_body and actor.sectors and not found & PERSONS):
            if words not in incident.roles["PerpOrg"]:
                incident.roles["PerpOrg"].append(words)
                incident.confidence.append(confidence(claim))
            return
        add(incident.roles["PerpInd"], self.words.named(actor)[0] if is_name(words) else words)

    def _organisation(self, actor: Actor, words: str) -> str | None:
        """Return the listed organisation in an actor's words, as written there."""
        if actor.actor_id is None or actor.actor_id.startswith("person:"):
            return None
        tokens = words.split()
        for first, end, entry in self.actors.scan(tokens):
            if entry.actor_id == actor.actor_id:
                return owner_off(" ".join(tokens[first:end]))
        return self.surface.get(actor.actor_id) or (words if actor.basis == "stated" else None)

    def things(self, claim: Claim, parsed: Parsed) -> list[str]:
        """Return the things that an event's own words say were hit; claims have no field for it."""
        trigger = claim.trigger
        words = [t for t in parsed.tokens if t.start < trigger.end and trigger.start < t.end]
        heads: list[Token] = []
        for word in words:
            heads.extend(t for o in objects(word) for t in conjuncts(o))
            for prep in children(word, "prep"):
                if prep.lower in HIT_PREPOSITIONS:
                    heads.extend(t for o in children(prep, "pobj") for t in conjuncts(o))
        for head in [h for h in heads if h.lemma in PORTIONS]:
            for of in children(head, "prep"):
                heads.extend(children(of, "pobj") if of.lower == "of" else [])
        found: list[str] = []
        for head in heads:
            start, end = extent(phrase(head))
            shown = excerpt(parsed.report.text, start, end)
            if head not in words and self.words.classes(shown) & THINGS and not is_military(shown):
                add(found, shown)
        return found

    def weapons(self, sentence: str) -> list[str]:
        """Return the weapons a sentence names, each in its longest form."""
        words = [m.group().strip(".'") for m in _WORD.finditer(sentence)]
        found: list[str] = []
        at = 0
        while at < len(words):
            for length in range(min(LONGEST_WEAPON, len(words) - at), 0, -1):
                form = " ".join(words[at : at + length])
                if form.casefold() in self.lexicon.nouns:
                    continue
                if any(self.lexicon.classes_of(s) & ARMS for s in singulars(form.casefold())):
                    add(found, form)
                    at += length - 1
                    break
            at += 1
        return found


def confidence(claim: Claim) -> str:
    """Return how sure the report is of who did it, in the words of MUC-4."""
    kinds = {source.kind for source in claim.according_to}
    if any(source.is_party for source in claim.according_to):
        return "CLAIMED OR ADMITTED"
    if claim.hedged or claim.status == "possible":
        return "POSSIBLE"
    if kinds & {"official", "military"}:
        return "SUSPECTED OR ACCUSED BY AUTHORITIES"
    return "SUSPECTED OR ACCUSED" if kinds else "REPORTED AS FACT"


def _is_told(claim: Claim, report: Report) -> bool:
    """Tell whether a claim is an act of violence of the time that MUC-4 asks for."""
    if claim.event_type != "ASSAULT" or claim.status not in TOLD:
        return False
    day = report.published
    return not (claim.date and day and (day - claim.date.start).days > OLDEST)


def _days(claims: Sequence[Claim], published: date | None) -> tuple[date | None, date] | None:
    for claim in claims:
        if claim.date is not None:
            return claim.date.start, claim.date.end or published or claim.date.start
    return (None, published) if published else None


def main_country(text: str) -> str | None:
    """Return the state that a report is about, by how often it, its people or capital is named.

    A state outside the list of the task must be named twice as often as any on it.
    """
    words = re.findall(r"[^\W\d_]+", text.casefold())
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    counted = Counter(known for w in (*words, *pairs) if (known := place_words.states().get(w)))
    listed = max(COUNTRIES, key=lambda name: (counted[name], name))
    most, times = next(iter(counted.most_common(1)), (None, 0))
    return listed if counted[listed] and counted[listed] * 2 >= times else most
