"""Dateline's claims in the terms of MUC-4: which are incidents, and who fills which role.

MUC-4 counts acts of violence against civilians and property; fights between armed sides are none.
Claims of one kind that no day and no place keep apart are one incident, since Dateline does not
link claims yet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from dateline.evaluate.metrics_roles import normalised
from dateline.evaluate.muc_keys import Incident
from dateline.knowledge import place_words
from dateline.knowledge.actor_list import ActorList
from dateline.knowledge.event_lexicon import Lexicon
from dateline.parse.arguments import objects
from dateline.parse.grammar import children, conjuncts, extent, phrase
from dateline.parse.model import word_kinds
from dateline.parse.parsed import Parsed, Token
from dateline.records import Actor, Claim, Report
from dateline.spans import excerpt

TOLD = frozenset({"happened", "ongoing", "possible", "denied", "planned", "threatened"})
PERSONS = frozenset({"PEOPLE", "FORCE", "CAPTIVE", "PROTESTER", "WORKER", "ARMED", "ENVOY"})
THINGS = frozenset(
    {"BUILDING", "INFRASTRUCTURE", "VEHICLE", "AIRCRAFT", "SHIP", "UTILITY", "MEDIA", "GOODS"}
)
BODIES = frozenset({"GROUP", "AUTHORITY"})
ARMS = frozenset({"WEAPON", "MUNITION", "BLADE"})
ARMED_SECTORS = frozenset({"MIL", "REB", "PRM"})
BODY_WORDS = frozenset({"army", "force", "forces", "navy", "police", "guard", "government"})
BOMBING = frozenset({"explosives", "suicide-attack"})
VICTIM_COUNTS = frozenset({"killed", "injured", "casualties", "abducted", "persons"})
NEAR = 2
"""Sentences within which a result ("killed three") belongs to the bombing told before."""
OLDEST = 75
"""Days before the report; MUC-4 asks for the last two months."""
LONGEST_WEAPON = 4
HIT_PREPOSITIONS = frozenset({"on", "against", "at", "of", "to", "outside", "upon"})
_LEADING = re.compile(
    r"^(?:(?:the|a|an|some|about|at least|more than|nearly|its|his|her|their|our|these|those|"
    r"another|other|several|many|all|both)\s+)+",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:\d[\d,.]*(?:-year-old)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|dozens of|hundreds of|thousands of)\s+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w.'-]+")


class MucReader:
    """Reads the claims of a report as MUC-4 would have them."""

    def __init__(self, lexicon: Lexicon, actors: ActorList) -> None:
        self.lexicon = lexicon
        self.actors = actors
        self.surface: dict[str, str] = {}

    def incidents(self, parsed: Parsed, claims: Sequence[Claim]) -> list[Incident]:
        """Return the incidents of a report."""
        report = parsed.report
        self.surface = self._surfaces(report.text)
        kept = [(c, self.kind(c)) for c in claims if self.is_incident(c, parsed)]
        groups: list[list[tuple[Claim, str]]] = []
        for claim, kind in kept:
            group = next((g for g in groups if _belongs(claim, kind, g)), None)
            if group is None:
                groups.append([(claim, kind)])
            else:
                group.append((claim, kind))
        country = _main_country(claims)
        return [self._incident(group, parsed, country) for group in groups]

    def _surfaces(self, text: str) -> dict[str, str]:
        """Return how a report itself names each listed actor, by its id."""
        tokens = [m.group().strip(".") for m in _WORD.finditer(text)]
        found: dict[str, str] = {}
        for first, end, entry in self.actors.scan(tokens):
            if entry.actor_id is not None:
                found.setdefault(entry.actor_id, _owner_off(" ".join(tokens[first:end])))
        return found

    def is_incident(self, claim: Claim, parsed: Parsed) -> bool:
        """Tell whether MUC-4 would want a claim: violence, but no fight between armed sides."""
        if claim.event_type != "ASSAULT" or claim.status not in TOLD:
            return False
        published = parsed.report.published
        if claim.date and published and (published - claim.date.start).days > OLDEST:
            return False
        harmed = any(self.is_person(r) and self._can_be_victim(r) for r in claim.recipient)
        counted = not claim.recipient and any(c.kind in VICTIM_COUNTS for c in claim.counts)
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
        if claim.mode in BOMBING or any(w in trigger for w in ("bomb", "dynamit", "explo", "blew")):
            return "BOMBING"
        return "ROBBERY" if any(w in trigger for w in ("robb", "loot")) else "ATTACK"

    def classes(self, words: str) -> frozenset[str]:
        """Return the classes of the noun a phrase hangs on, the longest form first."""
        first = re.split(r"\b(?:of|from|in|at|for|who|with)\b", words.casefold())[0].split()
        for start in range(len(first)):
            for form in _singulars(" ".join(first[start:])):
                found = self.lexicon.classes_of(form)
                if found:
                    return found
        return frozenset()

    def is_person(self, actor: Actor) -> bool:
        """Tell people from things and bodies; names that are no English words are people."""
        found = self.classes(actor.words)
        if found & PERSONS:
            return True
        return not found & (THINGS | BODIES | {"PLACE", "TERRITORY"})

    def _incident(
        self, group: Sequence[tuple[Claim, str]], parsed: Parsed, country: str | None
    ) -> Incident:
        claims = [claim for claim, _ in group]
        incident = Incident(_kind_of([kind for _, kind in group]))
        incident.days = _days(claims, parsed.report.published)
        names: list[str] = []
        for claim in claims:
            if claim.place is not None and claim.place.precision != "country":
                names.extend(n for n in (claim.place.name, claim.place.admin1) if n)
            incident.country = incident.country or (claim.place.country if claim.place else None)
            self._fill(incident, claim, parsed.report, self.things(claim, parsed))
        incident.country = incident.country or country
        incident.places = tuple(dict.fromkeys(names))
        return incident

    def _fill(
        self, incident: Incident, claim: Claim, report: Report, things: Sequence[str]
    ) -> None:
        for actor in claim.actor:
            self._perpetrator(incident, actor, claim)
        for recipient in claim.recipient:
            words = named(recipient)
            if not words or not self._can_be_victim(recipient):
                continue
            if self.is_person(recipient):
                _add(incident.roles["Victim"], words)
                if is_name(words):
                    _add(incident.victim_names, words)
                    if not claim.counts:
                        incident.numbers.append((1, 1))
        for count in claim.counts:
            if count.kind in VICTIM_COUNTS and count.low is not None:
                bounds = (count.low, count.high)
                if bounds not in incident.numbers:
                    incident.numbers.append(bounds)
        for thing in things:
            _add(incident.roles["Target"], named_thing(thing))
        for weapon in self.weapons(report.text[claim.sentence.start : claim.sentence.end]):
            _add(incident.roles["Weapon"], weapon)

    def _can_be_victim(self, actor: Actor) -> bool:
        """Tell whether MUC-4 would name somebody a victim: no side under arms, no state."""
        if ARMED_SECTORS & set(actor.sectors):
            return False
        if actor.actor_id is not None and actor.actor_id.startswith(("state:", "group:")):
            return False
        last = actor.words.casefold().split()[-1:]
        return not (BODY_WORDS & set(last)) and "TOLL" not in self.classes(actor.words)

    def _perpetrator(self, incident: Incident, actor: Actor, claim: Claim) -> None:
        words = without_article(_words(actor))
        if actor.reason == "unresolved_reference" or is_empty(words):
            return
        found = self.classes(words)
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
        _add(incident.roles["PerpInd"], named(actor) if is_name(words) else words)

    def _organisation(self, actor: Actor, words: str) -> str | None:
        """Return the listed organisation in an actor's words, as written there."""
        if actor.actor_id is None or actor.actor_id.startswith("person:"):
            return None
        tokens = words.split()
        for first, end, entry in self.actors.scan(tokens):
            if entry.actor_id == actor.actor_id:
                return _owner_off(" ".join(tokens[first:end]))
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
        found: list[str] = []
        for head in heads:
            start, end = extent(phrase(head))
            shown = excerpt(parsed.report.text, start, end)
            if head not in words and self.classes(shown) & THINGS:
                _add(found, shown)
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
                if any(self.lexicon.classes_of(s) & ARMS for s in _singulars(form.casefold())):
                    _add(found, form)
                    at += length - 1
                    break
            at += 1
        return found


def _owner_off(words: str) -> str:
    """Return words without the ending of a possessor."""
    return re.sub(r"['’][sS]?$", "", words)


def _singulars(words: str) -> Iterable[str]:
    yield words
    for end, base in (("ies", "y"), ("es", ""), ("s", ""), ("men", "man")):
        if words.endswith(end) and len(words) > len(end) + 2:
            yield words[: len(words) - len(end)] + base


def _add(values: list[str], value: str) -> None:
    if value.casefold() not in {v.casefold() for v in values}:
        values.append(value)


def _words(actor: Actor) -> str:
    """Return the words that name an actor: as written, or of whom a pronoun stands for."""
    return actor.words if actor.basis == "stated" or actor.actor_id else actor.name


def without_article(words: str) -> str:
    """Return a phrase without articles and the like before it."""
    return _LEADING.sub("", " ".join(words.split()))


def is_name(words: str) -> bool:
    """Tell whether a phrase holds a word that is no English word."""
    parts = [re.sub(r"'s$|[^\w]", "", w).casefold() for w in words.split()]
    return any(p and not p.isdigit() and not word_kinds(p) for p in parts)


def is_empty(words: str) -> bool:
    """Tell whether a phrase holds nothing but pronouns, numbers and the like."""
    parts = [re.sub(r"[^\w]", "", w).casefold() for w in words.split()]
    return all(not p or p.isdigit() or "f" in word_kinds(p) for p in parts)


def named(actor: Actor) -> str:
    """Return the name or noun of a victim or target: no number, no title before a name."""
    words = _NUMBER.sub("", without_article(_words(actor) if actor.words else actor.name))
    if actor.reason == "unresolved_reference" or is_empty(words):
        return ""
    parts = words.split()
    if is_name(words) and " of " not in words.casefold():
        while len(parts) > 2 and _is_plain_word(parts[0]) and is_name(" ".join(parts[1:])):
            parts = parts[1:]
    return " ".join(parts)


def _is_plain_word(word: str) -> bool:
    """Tell whether a word is English and no given name."""
    lower = word.casefold().strip(".")
    is_given = place_words.load().common.get(lower) == "first name"
    return bool(word_kinds(lower)) and not is_given


def distinct(phrases: Iterable[str]) -> list[str]:
    """Return the phrases for different ones: of two names for one, the fuller ("Ruiz", "Ana Ruiz").

    Phrases are for one where the words of one are all among the other's and both end alike, or
    both are names.
    """
    kept: list[str] = []
    for phrase_words in sorted(dict.fromkeys(phrases), key=lambda p: -len(p.split())):
        mine = normalised(phrase_words).split()
        if mine and not any(_is_part(mine, normalised(other).split()) for other in kept):
            kept.append(phrase_words)
    return kept


def _is_part(mine: Sequence[str], other: Sequence[str]) -> bool:
    if not set(mine) <= set(other):
        return False
    return mine[-1] == other[-1] or (is_name(" ".join(mine)) and is_name(" ".join(other)))


def named_thing(words: str) -> str:
    """Return the words of a thing without article and number."""
    return _NUMBER.sub("", without_article(words))


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


def _belongs(claim: Claim, kind: str, group: Sequence[tuple[Claim, str]]) -> bool:
    """Tell whether a claim goes on about an incident."""
    kinds = {k for _, k in group}
    last = group[-1][0]
    if kind not in kinds:
        follows = claim.sentence.n - last.sentence.n <= NEAR
        if not (follows and kind == "ATTACK" and not claim.actor):
            return False
    for other, _ in group:
        if claim.date and other.date and claim.date.start != other.date.start:
            return False
        if claim.place and other.place and claim.place.precision == other.place.precision:
            if claim.place.name != other.place.name:
                return False
    return True


def _kind_of(kinds: Sequence[str]) -> str:
    own = [kind for kind in kinds if kind != "ATTACK"]
    return Counter(own).most_common(1)[0][0] if own else "ATTACK"


def _days(claims: Sequence[Claim], published: date | None) -> tuple[date | None, date] | None:
    for claim in claims:
        if claim.date is not None:
            return claim.date.start, claim.date.end or published or claim.date.start
    return (None, published) if published else None


def _main_country(claims: Sequence[Claim]) -> str | None:
    counted = Counter(c.place.country for c in claims if c.place and c.place.country)
    return counted.most_common(1)[0][0] if counted else None
