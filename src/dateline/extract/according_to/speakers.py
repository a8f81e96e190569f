"""Who speaks a quotation: the verb beside it, its tag, the sentences around it.

The words right beside a quotation are read twice: by the parse, and, where that finds nobody,
by their place alone ("…, Hart said", "said Edwin Hart, a baker, …").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from dateline.extract.according_to.tellers import Said, is_cue, speakers_of
from dateline.knowledge.speech_rules import Speech
from dateline.parse.grammar import NOUN_POS, children
from dateline.parse.parsed import Parsed, Quotation, Sentence, Token

INTRODUCTION = 3
"""Sentences of the paragraph before in which the speaker of a quotation is sought."""
TAG = 7
"""Words between a quotation and the verb that tells who spoke it, or after that verb."""
ISSUING = frozenset({"issue", "release", "make", "give", "deliver", "publish", "post", "offer"})
OPENING = frozenset({"said", "says", "added", "adds", "asked", "wrote", "writes", "recalled"})
"""Words that open a line before the name of who speaks ("Said Hart: …")."""
NAMING = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"})


class Speakers:
    """Finds the speakers of a report's quotations, each once."""

    def __init__(self, parsed: Parsed, speech: Speech) -> None:
        self.parsed = parsed
        self.speech = speech
        self.found: dict[int, Said | None] = {}
        self._starts = [t.start for t in parsed.tokens]

    def quotation_at(self, offset: int) -> int | None:
        """Return the index of the outermost real quotation around an offset, or None."""
        for index, quotation in enumerate(self.parsed.quotations):
            if quotation.start <= offset < quotation.end and not quotation.is_scare:
                return index
        return None

    def in_closed_quotation(self, offset: int) -> bool:
        """Tell whether an offset stands inside a quotation that has both its marks."""
        return any(
            q.closed and not q.is_scare and q.start <= offset < q.end
            for q in self.parsed.quotations
        )

    def is_inside(self, token: Token, index: int) -> bool:
        """Tell whether a word stands inside a quotation."""
        quotation = self.parsed.quotations[index]
        return quotation.start <= token.start < quotation.end

    def speaker(self, index: int) -> Said | None:
        """Return who speaks a quotation, found once and remembered."""
        if index not in self.found:
            self.found[index] = None  # a chain of continued quotations cannot loop
            self.found[index] = self._find_speaker(index)
        return self.found[index]

    def _find_speaker(self, index: int) -> Said | None:
        quotation = self.parsed.quotations[index]
        sentences = [
            s for s in self.parsed.sentences if s.start < quotation.end and quotation.start < s.end
        ]
        if not sentences:
            return None
        if quotation.speaker is not None:
            told = self.parsed.tokens[quotation.speaker]
            return Said(None, (told,), "direct", "source.interview")
        tagged = self._tag(quotation)
        for sentence in sentences:
            said = self._cue_beside(sentence, quotation)
            if said is not None and (tagged is None or tagged.cue in sentence.tokens):
                return said
        if tagged is not None:
            return tagged
        before = [t for t in sentences[0].tokens if t.end <= quotation.start and t.text != '"']
        if before and before[-1].text == ":":
            said = self._main_cue(sentences[0]) or _headed(before)
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
        return said or self._introduced(first) or self._person_before(first)

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

    def _person_before(self, first: Sentence) -> Said | None:
        """Return the one person the sentence before is about, where nothing tells who speaks."""
        earlier = (s for s in reversed(self.parsed.sentences[: first.n - 1]) if len(s.tokens) > 1)
        before = next(earlier, None)
        if before is None or before.is_heading or first.block - before.block > 1:
            return None
        for subject in children(before.root, "nsubj", "nsubjpass"):
            is_named = subject.tag == "NNP" and subject.entity in ("PERSON", "")
            is_person = is_named or subject.lower in ("he", "she")
            if is_person and self.quotation_at(subject.start) is None:
                return Said(None, (subject,), "direct", "source.person_before")
        return None

    def _tag(self, quotation: Quotation) -> Said | None:
        """Return who is told right after a quotation, by place: "Hart said", "said the mayor"."""
        after: list[Token] = []
        for token in self._tokens_from(quotation.end):
            if token.text in (".", ";", ":", '"') and after:
                break
            if token.text not in ('"', "'", ",", "''", ".") or after:
                after.append(token)
            if len(after) > TAG:
                break
        if not after:
            return None
        if is_cue(after[0], self.speech):
            return self._told(after[0], after[1:], is_last=True)
        for n, token in enumerate(after):
            if n and is_cue(token, self.speech) and not token.text[0].isupper():
                return self._told(token, after[:n], is_last=False)
            if not _may_name(token):
                return None
        return None

    def _tokens_from(self, offset: int) -> Iterator[Token]:
        """Yield the words that follow an offset in its paragraph."""
        place = bisect_left(self._starts, offset)
        home = self.parsed.sentence_of(self.parsed.tokens[max(0, place - 1)]).block
        for token in self.parsed.tokens[place : place + 2 * TAG]:
            if self.parsed.sentence_of(token).block != home:
                return
            yield token

    def _told(self, cue: Token, words: list[Token], *, is_last: bool) -> Said | None:
        """Return the speaker whose name stands in these words beside a verb of saying."""
        name: list[Token] = []
        for word in words:
            if word.text == "," or (word.pos not in NAMING and not word.text[0].isupper()):
                break
            name.append(word)
        if not name or (is_last and len(name) < len(words) and name[-1].pos == "DET"):
            return None
        head = name[-1]
        if head.pos not in NOUN_POS and not head.text[0].isupper():
            return None
        if head.pos == "ADJ" or self.quotation_at(head.start) is not None:
            return None
        return Said(cue, (head,), "direct", "source.quotation", (cue,))

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
                    sources = [t for t in speakers_of(token) if t.lower not in ("i", "we")]
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
            if _is_condition(token):
                continue  # "if it is deemed true by the police, they would be “appalled”"
            sources = [t for t in speakers_of(token) if not _within(t, quotation)]
            if not sources:
                continue
            gap = min(abs(token.start - quotation.end), abs(quotation.start - token.end))
            if best is None or gap < best[0]:
                said = Said(token, tuple(sources), "direct", "source.quotation", (token,))
                best = (gap, said)
        return best[1] if best else None


def _headed(words: list[Token]) -> Said | None:
    """Return who speaks by "Said Hart: …", where the parser takes the verb for part of a name."""
    if words[0].lower not in OPENING or not 2 <= len(words) - 1 <= TAG:
        return None
    name = [w for w in words[1:-1] if w.text[0].isupper()]
    head = words[1] if not name else name[-1]
    return Said(None, (head,), "direct", "source.quotation", (words[0],))


def _is_condition(verb: Token) -> bool:
    """Tell whether a verb stands in a clause of condition, that introduces no quotation."""
    return any(
        t.dep == "advcl" and any(c.lower in ("if", "unless") for c in children(t, "mark"))
        for t in (verb, *verb.ancestors())
    )


def _within(token: Token, quotation: Quotation) -> bool:
    return quotation.start <= token.start < quotation.end


def _may_name(token: Token) -> bool:
    """Tell whether a word can stand between a quotation and its "said": part of a name or title."""
    if token.pos in NAMING or token.text[0].isupper():
        return True
    return token.lower in ("of", "the", "for", "at", "in", "also", ",", "-", "who", "then", "later")


def makes_statement(verb: Token, speech: Speech) -> bool:
    """Tell whether somebody issues words ("released the following statement")."""
    return verb.lemma in ISSUING and any(
        obj.lemma in speech.cue_nouns or obj.lemma in ("remark", "comment", "message")
        for obj in children(verb, "dobj")
    )
