"""Who the words of a role are: head noun phrase → actor, through references and the actor list."""

from __future__ import annotations

from datetime import date

from dateline.knowledge.actor_entry import ActorEntry
from dateline.knowledge.actor_list import ActorList
from dateline.parse.grammar import extent, phrase
from dateline.parse.parsed import Parsed, Token
from dateline.records import Actor, Basis
from dateline.spans import anchor, excerpt

MAX_HOPS = 4
"""References followed from one to the next ("they" → "the group" → "ISIS")."""


class Identifier:
    """Turns head words into actors, for one report."""

    def __init__(self, parsed: Parsed, actors: ActorList) -> None:
        self.parsed = parsed
        self.actors = actors
        self.on: date | None = parsed.report.published

    def actor(self, head: Token) -> Actor:
        """Return the actor a head word names, resolved through references where it is one."""
        start, end = extent(phrase(head))
        words = excerpt(self.parsed.report.text, start, end)
        target, rule = self.target(head)
        basis: Basis = "stated" if target is head else "resolved"
        named = self.words(target)
        entry = self._entry(target)
        anchors = (anchor(self.parsed.report.text, start, end),)
        if entry is None or entry.actor_id is None:
            reason = "unresolved_reference" if head.pos == "PRON" and target is head else None
            reason = reason or ("unknown_name" if target.pos == "PROPN" else "generic_words")
            return Actor(
                name=named,
                words=words,
                anchors=anchors,
                basis=basis,
                rule=rule or "who.words",
                country=entry.country if entry else None,
                sectors=entry.sectors if entry else (),
                reason=reason,
            )
        return Actor(
            name=entry.name,
            words=words,
            anchors=anchors,
            basis=basis if target is not head else self._basis_of_name(entry, named),
            rule=rule or "who.actor_list",
            actor_id=entry.actor_id,
            country=entry.country,
            sectors=entry.sectors,
        )

    def target(self, head: Token) -> tuple[Token, str]:
        """Follow references from a head word; returns where they end and the first one's rule."""
        rule = ""
        for _ in range(MAX_HOPS):
            reference = self.parsed.references.get(head.i)
            if reference is None:
                break
            rule = rule or reference.rule
            head = self.parsed.tokens[reference.target]
        return head, rule

    def words(self, head: Token) -> str:
        """Return a head's noun phrase on one line, without a leading article."""
        tokens = [t for t in phrase(head) if not (t.dep == "det" and t.tag == "DT")] or [head]
        start, end = extent(tokens)
        return excerpt(self.parsed.report.text, start, end)

    def _entry(self, head: Token) -> ActorEntry | None:
        plain = " ".join(t.text for t in phrase(head))
        found = self.actors.resolve(plain, on=self.on)
        if found is None or found.actor_id is None:
            for noun in head.children:
                reference = self.parsed.references.get(noun.i)
                if noun.dep == "compound" and reference is not None:
                    return self._entry(self.parsed.tokens[reference.target])
                if noun.dep == "appos":
                    other = self.actors.resolve(" ".join(t.text for t in phrase(noun)), on=self.on)
                    if other is not None and other.actor_id is not None:
                        return other
        return found

    def _basis_of_name(self, entry: ActorEntry, named: str) -> Basis:
        return "stated" if entry.name.casefold() in named.casefold() else "resolved"
