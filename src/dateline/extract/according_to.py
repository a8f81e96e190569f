"""According to whom: the chain of who says so, nearest to the reader first.

1. cues above the event by syntax, 2. the speaker of the quotation it stands in, 3. a headline's
source. Nothing found: the outlet itself asserts it. What stands inside a quotation is never the
outlet's.
"""

from __future__ import annotations

import re

from dateline.extract.cues import (
    Said,
    asks,
    citing,
    cues_above,
    headline_source,
    is_cue,
    makes_statement,
    speakers_of,
)
from dateline.extract.identity import Identifier
from dateline.extract.mention import Mention, Roles
from dateline.extract.source_kind import PRIVATE, WITNESSING, kind_of
from dateline.knowledge.speech_rules import Speech
from dateline.parse.grammar import children, extent, phrase
from dateline.parse.parsed import Parsed, Quotation, Sentence, Token
from dateline.records import Anchor, Attribution
from dateline.spans import anchor, excerpt

SOURCE_PREPOSITIONS = frozenset({"of", "for", "at", "from", "in", "with", "on"})
INTRODUCTION = 3
"""Sentences of the paragraph before in which the speaker of a quotation is sought."""
LETTERHEAD = re.compile(r"\s[—–|-]\s")
TELLING = frozenset({"tell", "ask", "inform", "call", "phone", "show", "teach"})
UNATTRIBUTED = "an unattributed quotation"


class Sources:
    """Finds sources in one report; the speakers of its quotations are found once."""

    def __init__(self, parsed: Parsed, speech: Speech, identifier: Identifier) -> None:
        self.parsed = parsed
        self.speech = speech
        self.identifier = identifier
        self.speakers: dict[int, Said | None] = {}
        self._witnesses: frozenset[int] | None = None

    def chain(self, mention: Mention) -> tuple[tuple[Attribution, ...], bool]:
        """Return the chain of sources of a mention, and whether it stands inside a quotation."""
        found = cues_above(mention.head, self.speech)
        index = self.quotation_at(mention.words[0].start)
        quoted = index is not None
        if index is not None:
            said = self.speaker(index)
            if said is None and found and not self._in_closed_quotation(mention.words[0].start):
                return self._links(found), False  # a mark too many
            if said is None:
                return (self._unattributed(index), *self._links(found)), True
            inner = [s for s in found if s.cue is not None and self._inside(s.cue, index)]
            outer = Said(said.cue, said.sources, "direct", said.rule, said.cue_words)
            found = [outer, *inner]
        elif not found:
            headline = headline_source(mention.sentence)
            found = [headline] if headline else []
        found = [said for said in found if mention.head not in said.sources]
        # "I know that …" inside a quotation adds no source; outside one it is the outlet's own.
        found = [s for s in found if s.form == "direct" or not _is_first_person(s)]
        return self._links(found), quoted

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
            actor = self.identifier.actor(named)
            if self._is_issuer(actor.name) and not asks(said.cue, self.speech):
                continue
            target, _ = self.identifier.target(named)
            kind = kind_of(named, target, actor, self.speech, self.identifier.actor)
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
                    basis=actor.basis,
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
                if self._tells_of_self(quotation) and (said := self.speaker(index)) is not None
            ]
            self._witnesses = frozenset(
                self.identifier.target(described(head))[0].i
                for _, said in told
                for head in said.sources
            )
        return self._witnesses

    def _tells_of_self(self, quotation: Quotation) -> bool:
        """Tell whether a deed is done to the speaker, or before his eyes or ears."""
        for token in self.parsed.tokens:
            if not quotation.start <= token.start < quotation.end:
                continue
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

    def quotation_at(self, offset: int) -> int | None:
        """Return the index of the outermost real quotation around an offset, or None."""
        for index, quotation in enumerate(self.parsed.quotations):
            if quotation.start <= offset < quotation.end and not quotation.is_scare:
                return index
        return None

    def _in_closed_quotation(self, offset: int) -> bool:
        return any(
            q.closed and not q.is_scare and q.start <= offset < q.end
            for q in self.parsed.quotations
        )

    def _inside(self, token: Token, index: int) -> bool:
        quotation = self.parsed.quotations[index]
        return quotation.start <= token.start < quotation.end

    def speaker(self, index: int) -> Said | None:
        """Return who speaks a quotation, found once and remembered."""
        if index not in self.speakers:
            self.speakers[index] = None  # a chain of continued quotations cannot loop
            self.speakers[index] = self._find_speaker(index)
        return self.speakers[index]

    def _find_speaker(self, index: int) -> Said | None:
        quotation = self.parsed.quotations[index]
        sentences = [
            s for s in self.parsed.sentences if s.start < quotation.end and quotation.start < s.end
        ]
        if not sentences:
            return None
        for sentence in sentences:
            said = self._cue_beside(sentence, quotation)
            if said is not None:
                return said
        before = [t for t in sentences[0].tokens if t.end <= quotation.start and t.text != '"']
        if before and before[-1].text == ":":
            said = self._main_cue(sentences[0])
            if said is not None:
                return said
        if quotation.continues is not None:
            return self.speaker(quotation.continues)
        return self._from_neighbours(index, sentences)

    def _from_neighbours(self, index: int, sentences: list[Sentence]) -> Said | None:
        """Look at the sentence before, the same speaker's last quotation, the sentence after."""
        first, last = sentences[0], sentences[-1]
        before = self._neighbour(first.n - 1, first.block)
        if before is not None:
            said = self._main_cue(before)
            if said is not None:
                return said
        lead = self.parsed.sentences[first.n - 2] if first.n > 1 else None
        if lead is not None and lead.tokens[-1].text == ":":
            said = self._main_cue(lead)
            if said is not None:
                return said
        if index > 0:
            previous = self.parsed.quotations[index - 1]
            near = [s for s in self.parsed.sentences if s.start <= previous.start < s.end]
            if near and 0 <= first.block - near[0].block <= 1:
                return self.speaker(index - 1)
        after = self._neighbour(last.n + 1, last.block)
        said = self._main_cue(after) if after is not None else None
        return said or self._introduced(first)

    def _introduced(self, first: Sentence) -> Said | None:
        """Return the speaker whom the paragraph before introduces ("a teacher has described …")."""
        if self.parsed.sentences[first.n - 1].start > first.start or first.n < 2:
            return None
        for n in range(first.n - 1, max(0, first.n - 1 - INTRODUCTION), -1):
            sentence = self.parsed.sentences[n - 1]
            if first.block - sentence.block > 1 or sentence.is_heading:
                break
            said = self._main_cue(sentence)
            if said is not None and self._is_person(said.sources[0]):
                return Said(said.cue, said.sources, "direct", "source.introduced", said.cue_words)
        return None

    def _is_person(self, head: Token) -> bool:
        return head.tag in ("NN", "NNP", "PRP") and head.lower not in ("it", "statement", "report")

    def _neighbour(self, n: int, block: int) -> Sentence | None:
        if 1 <= n <= len(self.parsed.sentences) and self.parsed.sentences[n - 1].block == block:
            return self.parsed.sentences[n - 1]
        return None

    def _main_cue(self, sentence: Sentence) -> Said | None:
        """Return the reporting verb of a sentence's main clause, outside any quotation."""
        clauses = [t for t in sentence.tokens if t.dep in ("ROOT", "conj", "ccomp", "parataxis")]
        for token in sorted(clauses, key=lambda t: t.dep == "ccomp"):
            if is_cue(token, self.speech) or makes_statement(token, self.speech):
                if self.quotation_at(token.start) is None:
                    sources = speakers_of(token)
                    if sources:
                        return Said(token, tuple(sources), "direct", "source.neighbour", (token,))
        return None

    def _cue_beside(self, sentence: Sentence, quotation: Quotation) -> Said | None:
        """Return the reporting verb nearest to a quotation in its own sentence."""
        best: tuple[int, Said] | None = None
        for token in sentence.tokens:
            if quotation.start <= token.start < quotation.end or not is_cue(token, self.speech):
                continue
            if self.quotation_at(token.start) is not None or token.lemma in ("be", "have"):
                continue
            sources = [t for t in speakers_of(token) if not _within(t, quotation)]
            if not sources:
                continue
            gap = min(abs(token.start - quotation.end), abs(quotation.start - token.end))
            if best is None or gap < best[0]:
                said = Said(token, tuple(sources), "direct", "source.quotation", (token,))
                best = (gap, said)
        return best[1] if best else None


def _is_first_person(said: Said) -> bool:
    return all(source.lower in ("i", "we", "you") for source in said.sources)


def _without_repeats(links: list[Attribution]) -> list[Attribution]:
    """Drop a link that names the same source as one before it."""
    kept: list[Attribution] = []
    for link in links:
        same = [
            k
            for k in kept
            if (k.actor_id and k.actor_id == link.actor_id) or k.anchors == link.anchors
        ]
        if not same:
            kept.append(link)
    return kept


def _within(token: Token, quotation: Quotation) -> bool:
    return quotation.start <= token.start < quotation.end


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
