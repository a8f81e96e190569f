"""Which attribution stands inside which: what one teller says is not cut into another's words.

The parser often hangs a teller's tag in the clause it tells ("he thinks, the voice says, …"), or
the next teller in the words of the one before. Each content is cut back to its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dateline.extract.according_to.beside import THIRD, tells_beside
from dateline.extract.according_to.sayings_verbs import Draft
from dateline.extract.according_to.speakers import Speakers
from dateline.extract.according_to.tellers import is_cue
from dateline.knowledge.speech_rules import Speech
from dateline.parse.grammar import children
from dateline.parse.parsed import Parsed, Token


@dataclass(frozen=True, slots=True)
class Nest:
    """The report and its tables, to tell what stands inside what."""

    parsed: Parsed
    speech: Speech
    speakers: Speakers

    def part(self, drafts: Sequence[Draft]) -> None:
        """Cut what each attribution says back to its own words."""
        for draft in drafts:
            self._keep_in_quotation(draft)
        quoted = {id(d): self._quoted(d) for d in drafts}
        by_place: dict[int, list[Draft]] = {}
        for draft in drafts:
            for word in draft.cue:
                by_place.setdefault(word.i, []).append(draft)
        for outer in drafts:
            inside = {id(d): d for i in sorted(outer.words) for d in by_place.get(i, ())}
            for inner in inside.values():
                if inner is outer or not {t.i for t in inner.cue} & outer.words:
                    continue
                if self._is_around(inner, outer, quoted[id(inner)]):
                    outer.words -= _own_words(inner)
                elif self._stands_beside(inner, outer):
                    outer.words -= _own_words(inner) | inner.words | quoted[id(inner)]

    def _quoted(self, draft: Draft) -> set[int]:
        return {
            t.i for start, end in draft.quoted for t in self.parsed.tokens if start <= t.start < end
        }

    def _keep_in_quotation(self, draft: Draft) -> None:
        """Keep what is told inside a quotation within its marks."""
        if not draft.cue:
            return
        index = self.speakers.quotation_at(draft.cue[0].start)
        if index is None:
            return
        quotation = self.parsed.quotations[index]
        draft.words = {
            i for i in draft.words if quotation.start <= self.parsed.tokens[i].start < quotation.end
        }

    def _is_around(self, inner: Draft, outer: Draft, quoted: Collection[int]) -> bool:
        """Tell whether the one taken for the inner teller tells all, the outer one too."""
        cue = {t.i for t in outer.cue}
        if cue & set(quoted):
            return True
        if not cue & inner.words or not inner.words:
            return False
        if _is_put_into(inner, outer) or _is_put_into(outer, inner):
            return _is_put_into(inner, outer)
        is_mutual = _follows(inner) and _follows(outer)
        return _follows(inner) and (not is_mutual or _depth(inner) < _depth(outer))

    def _stands_beside(self, inner: Draft, outer: Draft) -> bool:
        """Tell whether a teller the parser hung in another's words stands beside him."""
        heads = [t for t in inner.cue if t.pos in ("VERB", "AUX")]
        if not heads:
            return False
        verb = heads[-1]
        if tells_beside(verb, is_teller=is_cue(verb, self.speech)):
            return True
        cue = {t.i for t in outer.cue}
        if inner.sources and outer.sources and inner.sources[0] is outer.sources[0]:
            return _goes_round(verb, cue)
        if inner.sources and outer.rule == "said.verb" and not children(verb, "nsubj"):
            # "said he would leave and called …", "insists he won, calling …"
            return inner.sources[0].lower in THIRD and _goes_round(verb, cue)
        return outer.rule == "said.stance" and _is_aside(verb)


def _is_put_into(tag: Draft, told: Draft) -> bool:
    """Tell whether a teller is put into the clause of the other ("then, she said, he found …")."""
    cue = {t.i for t in told.cue}
    return any(t.dep == "parataxis" and t.head.i in cue for t in tag.cue)


def _follows(draft: Draft) -> bool:
    """Tell whether a teller comes after the first words he tells."""
    return min(draft.words) < draft.cue[0].i


def _depth(draft: Draft) -> int:
    return min(sum(1 for _ in word.ancestors()) for word in draft.cue)


def _goes_round(verb: Token, cue: Collection[int]) -> bool:
    """Tell whether a verb hangs on the cue above by "and", or as an adjunct, not as its content."""
    token = verb
    for above in (verb, *verb.ancestors()):
        if above.i in cue:
            return False
        if above.dep in ("conj", "advcl", "pcomp"):
            return True
        token = above
    return token.is_root


def _is_aside(verb: Token) -> bool:
    """Tell whether a telling stands in a relative clause that a comma parts off."""
    for token in (verb, *verb.ancestors()):
        if token.dep == "relcl":
            first = min(t.i for t in token.subtree())
            before = [t for t in token.head.subtree() if t.i < first]
            return bool(before) and before[-1].text == ","
        if token.dep not in ("ccomp", "parataxis", "conj", "aux"):
            return False
    return False


def _own_words(draft: Draft) -> set[int]:
    """Return the words for who tells and by what, with what stands beside the telling verb."""
    found = {t.i for t in draft.cue}
    for source in draft.sources:
        below = {t.i for t in source.subtree()}
        found |= below if not below & found else {source.i}
    for word in draft.cue:
        for child in word.children:
            below = {t.i for t in child.subtree()}
            if not below & draft.words and child.i > word.i:
                found |= below
    return found
