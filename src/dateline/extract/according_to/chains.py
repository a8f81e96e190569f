"""According to whom: the chain of who says so, nearest to the reader first.

1. cues above the event by syntax, 2. the speaker of the quotation it stands in, 3. a headline's
source. Nothing found: the outlet itself asserts it. What stands inside a quotation is never the
outlet's.
"""

from __future__ import annotations

import re

from dateline.extract.according_to.citing import citing, headline_source
from dateline.extract.according_to.cues import cues_above
from dateline.extract.according_to.issuer import issuer
from dateline.extract.according_to.source_kind import PRIVATE, WITNESSING, Kinds
from dateline.extract.according_to.speakers import Speakers
from dateline.extract.according_to.tellers import Said, asks
from dateline.extract.identity import Identifier
from dateline.extract.mention import Mention, Roles
from dateline.knowledge.speech_rules import Speech
from dateline.parse.grammar import children, extent, phrase
from dateline.parse.parsed import Parsed, Quotation, Token
from dateline.records import Anchor, Attribution
from dateline.spans import anchor, excerpt

SOURCE_PREPOSITIONS = frozenset({"of", "for", "at", "from", "in", "with", "on"})
LETTERHEAD = re.compile(r"\s[—–|-]\s")
TELLING = frozenset({"tell", "ask", "inform", "call", "phone", "show", "teach"})
UNATTRIBUTED = "an unattributed quotation"


class Sources:
    """Finds sources in one report; the speakers of its quotations are found once."""

    def __init__(self, parsed: Parsed, speech: Speech, identifier: Identifier) -> None:
        self.parsed = parsed
        self.speech = speech
        self.identifier = identifier
        self.speakers = Speakers(parsed, speech)
        self.kinds = Kinds(parsed, speech, identifier.actor)
        self._witnesses: frozenset[int] | None = None

    def chain(self, mention: Mention) -> tuple[tuple[Attribution, ...], bool]:
        """Return the chain of sources of a mention, and whether it stands inside a quotation."""
        found = cues_above(mention.head, self.speech)
        index = self.speakers.quotation_at(mention.words[0].start)
        quoted = index is not None
        if index is not None:
            said = self.speakers.speaker(index)
            if (
                said is None
                and found
                and not self.speakers.in_closed_quotation(mention.words[0].start)
            ):
                return self._links(found), False  # a mark too many
            if said is None:
                return (self._unattributed(index), *self._links(found)), True
            inner = [
                s for s in found if s.cue is not None and self.speakers.is_inside(s.cue, index)
            ]
            outer = Said(said.cue, said.sources, "direct", said.rule, said.cue_words)
            found = [outer, *inner]
        elif not found:
            headline = headline_source(mention.sentence)
            found = [headline] if headline else []
        found = [said for said in found if mention.head not in said.sources]
        # "I know that …" inside a quotation adds no source; outside one it is the outlet's own.
        found = [s for s in found if s.form == "direct" or not _is_first_person(s)]
        inner = [s for said in found[1:] for s in _again(said, is_quoted=quoted)]
        found = [*found[:1], *inner]
        found = [s for s in found if not self._perceives(s)]
        return self._links(found), quoted

    def _perceives(self, said: Said) -> bool:
        """Tell whether somebody only comes to know what the writer takes for a fact."""
        if said.cue is None or said.form == "direct" or said.cue.dep not in ("advcl", "pcomp"):
            return False
        forms = {c.form for c in self.speech.cue_verbs.get(said.cue.lemma, ())}
        return bool(forms) and forms <= {"know", "learn", "show", "find"}

    def claimant(self, mention: Mention, roles: Roles) -> tuple[Attribution, ...]:
        """Return who claims responsibility, as the source of the claim."""
        said = Said(mention.head, roles.actors, "indirect", "source.responsibility", mention.words)
        return self._links([said]) if roles.actors else ()

    def _links(self, found: list[Said]) -> tuple[Attribution, ...]:
        links: list[Attribution] = []
        for said in found:
            links.extend(self._attributions(said))
            if said.cue is not None:
                for cited in citing(said.cue):
                    links.extend(self._attributions(cited))
        return tuple(_without_repeats(links))

    def _attributions(self, said: Said) -> list[Attribution]:
        text = self.parsed.report.text
        cue: Anchor | None = None
        if said.cue_words:
            first, last = said.cue_words[0], said.cue_words[-1]
            adjacent = last.i - first.i <= len(said.cue_words)
            cue = anchor(text, first.start, last.end if adjacent else first.end)
        links: list[Attribution] = []
        for head in said.sources:
            start, end = extent(source_phrase(head))
            named = described(head)
            issued = issuer(named, self.parsed)
            named = issued or named
            actor = self.identifier.actor(named)
            if self._is_issuer(actor.name) and not asks(said.cue, self.speech):
                continue
            target, _ = self.identifier.target(named)
            kind = self.kinds.of(named, target, actor)
            if said.rule == "source.noun" and said.cue is head:
                kind = "unnamed"  # "reports that …" names nobody
            elif kind in PRIVATE and target.i in self.witnesses():
                kind = "witness"
            links.append(
                Attribution(
                    name=actor.name,
                    words=excerpt(text, start, end),
                    kind=kind,
                    form=said.form,
                    cue=cue,
                    anchors=(anchor(text, start, end),),
                    rule=said.rule,
                    basis=actor.basis if issued is None else "inferred",
                    actor_id=actor.actor_id,
                )
            )
        return links

    def _is_issuer(self, name: str) -> bool:
        """Tell whether a source is the body that issues the report, under its letterhead."""
        first = self.parsed.sentences[0]
        if not first.is_heading:
            return False
        head = LETTERHEAD.split(excerpt(self.parsed.report.text, first.start, first.end))[0]
        return len(name.split()) > 1 and head.casefold().removeprefix("the ") == name.casefold()

    def witnesses(self) -> frozenset[int]:
        """Return the speakers who tell of themselves in quotations ("they shot at us")."""
        if self._witnesses is None:
            self._witnesses = frozenset()
            told = [
                (index, said)
                for index, quotation in enumerate(self.parsed.quotations)
                if self._tells_of_self(quotation)
                and (said := self.speakers.speaker(index)) is not None
            ]
            self._witnesses = frozenset(
                self.identifier.target(described(head))[0].i
                for _, said in told
                for head in said.sources
            )
        return self._witnesses

    def _tells_of_self(self, quotation: Quotation) -> bool:
        """Tell whether a deed is done to the speaker, or before his eyes or ears."""
        for token in self.parsed.within(quotation.start, quotation.end):
            if token.lower in ("me", "us") and token.dep in ("dobj", "pobj", "dative", "nsubjpass"):
                if token.head.lemma not in TELLING:
                    return True
            is_own = any(c.lower in ("i", "we") for c in children(token, "nsubj", "nsubjpass"))
            if is_own and token.lemma in WITNESSING and token.tag in ("VBD", "VBN", "VB"):
                return True
        return False

    def _unattributed(self, index: int) -> Attribution:
        quotation = self.parsed.quotations[index]
        text = self.parsed.report.text
        first = next(t for t in self.parsed.tokens if t.start >= quotation.start)
        return Attribution(
            name=UNATTRIBUTED,
            words=excerpt(text, first.start, first.end),
            kind="unnamed",
            form="direct",
            cue=None,
            anchors=(anchor(text, first.start, first.end),),
            rule="source.unattributed_quotation",
            basis="inferred",
        )


def _again(said: Said, *, is_quoted: bool) -> list[Said]:
    """Return an inner teller, or, where it is the outer one again, only whom he cites."""
    if said.cue is None or not _is_same_speaker(said, is_quoted=is_quoted):
        return [said]
    return citing(said.cue)


def _is_same_speaker(said: Said, *, is_quoted: bool) -> bool:
    """Tell whether an inner teller is the outer one again ("she said she believed that …").

    In his own words a speaker is "I"; "he told us" inside a quotation is somebody else.
    """
    if said.cue is None or said.form != "indirect":
        return False
    pronouns = {"i", "we"} if is_quoted else {"he", "she", "they", "it", "i", "we"}
    return all(source.lower in pronouns for source in said.sources)


def _is_first_person(said: Said) -> bool:
    return all(source.lower in ("i", "we", "you") for source in said.sources)


def _without_repeats(links: list[Attribution]) -> list[Attribution]:
    """Drop a link that names the same source as one before it."""
    kept: list[Attribution] = []
    for link in links:
        same = [
            k
            for k in kept
            if (k.actor_id and k.actor_id == link.actor_id)
            or k.anchors == link.anchors
            or (k.name.casefold() == link.name.casefold() and k.kind == link.kind)
        ]
        if not same:
            kept.append(link)
    return kept


def described(head: Token) -> Token:
    """Return the noun that describes a part of many ("one of them, a shepherd" → shepherd)."""
    if head.lower in ("one", "another", "two", "some") or head.tag == "CD":
        return next(iter(children(head, "appos")), head)
    return head


def source_phrase(head: Token) -> list[Token]:
    """Return the words of a source: its noun phrase with "at", "for", "in" phrases after it."""
    words = phrase(head)
    if described(head) is not head:
        words = [*words, *phrase(described(head))]
    for prep in children(head, "prep"):
        if prep.lower in SOURCE_PREPOSITIONS and prep.i > head.i:
            for obj in children(prep, "pobj"):
                if obj.entity not in ("DATE", "TIME"):
                    words = [*words, prep, *phrase(obj)]
    return sorted(set(words), key=lambda t: t.i)
