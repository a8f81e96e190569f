"""Mend what the model does to those who tell: "…, she said" and "said in a statement that …"."""

from __future__ import annotations

from dateline.parse.parsed import Sentence, Token
from dateline.parse.repair import SAYING, attach

TELLING = SAYING | frozenset(
    {"tell", "explain", "note", "insist", "argue", "warn", "acknowledge", "admit", "suggest"}
    | {"write", "reply", "respond", "declare", "stress", "maintain", "assert", "allege", "believe"}
    | {"recount", "estimate", "complain", "continue", "conclude", "disclose", "reveal", "concede"}
)
"""Verbs that tell a whole sentence from its end ("…, the mayor said")."""

HEARD = frozenset({"tell", "inform", "remind", "assure", "warn", "brief", "notify", "advise"})
"""Verbs of telling whose object hears it ("told a radio station that …")."""
LEARNING = frozenset({"learn", "hear"})
OCCASIONAL = TELLING | LEARNING
MARKS = frozenset({"PUNCT", "SPACE"})
HEARSAY = frozenset(
    {"claim", "report", "rumour", "rumor", "allegation", "news", "statement", "story", "account"}
    | {"assertion", "accusation", "suggestion", "charge", "word"}
)
"""Nouns whose "that …" tells what is said, even with other words in between."""


def told_at_the_end(sentence: Sentence) -> None:
    """Free a teller that closes a sentence ("They would not tolerate that, she said.").

    The parser makes the telling one more clause below, or above, what is told.
    """
    said = next((t for t in reversed(sentence.tokens) if t.pos not in MARKS), None)
    if said is None or said.lemma not in TELLING or said.is_root:
        return
    if said.dep in ("parataxis", "ROOT", "xcomp"):
        return
    if sum(1 for t in sentence.tokens if t.pos not in MARKS) < 4:
        return
    subject = [c for c in said.children if c.dep == "nsubj" and c.i < said.i]
    if not subject or said.pos != "VERB" or sentence.root in said.subtree():
        return
    first = min(t.i for t in subject[0].subtree())
    before = next((t for t in sentence.tokens if t.i == first - 1), None)
    if before is None or before.text != ",":
        return
    root = sentence.root
    for child in [c for c in said.children if c.i < first and c is not subject[0]]:
        attach(child, root, child.dep)
    attach(said, root, "parataxis")


def told_on_an_occasion(sentence: Sentence) -> None:
    """Hang "that …" on the verb in "said in a statement that …", "told a radio that …"."""
    for said in sentence.tokens:
        if said.pos != "VERB" or said.lemma not in OCCASIONAL:
            continue
        if any(c.dep in ("ccomp", "xcomp") for c in said.children):
            continue
        after = [c for c in said.children if c.i > said.i]
        nouns = [n for c in after if c.dep == "prep" for n in c.children if n.dep == "pobj"]
        if said.lemma in HEARD:
            nouns += [c for c in after if c.dep in ("dobj", "dative")]
        for noun in nouns:
            for clause in [c for c in noun.children if c.dep in ("acl", "relcl", "ccomp")]:
                marks = [c for c in clause.children if c.dep == "mark" and c.lower == "that"]
                if marks and marks[0].i == noun.i + 1:
                    attach(clause, said, "ccomp")


def told_in_passing(sentence: Sentence) -> None:
    """Read "the staff reported in its summary, soldiers threw back …" as told in between."""
    root = sentence.root
    for said in [c for c in root.children if c.dep == "ccomp" and c.i < root.i]:
        if said.pos != "VERB" or said.lemma not in TELLING:
            continue
        has_content = any(c.dep in ("ccomp", "xcomp", "dobj") for c in said.children)
        has_subject = any(c.dep == "nsubj" for c in said.children)
        own = [c for c in root.children if c.dep in ("nsubj", "nsubjpass") and c.i > said.i]
        last = max(t.i for t in said.subtree())
        comma = any(t.text == "," and t.i in (last, last + 1) for t in sentence.tokens)
        if has_subject and own and comma and not has_content:
            said.dep = "parataxis"


def content_goes_on(sentence: Sentence) -> None:
    """Give back to what is told the clause after the teller: "…, he wrote, and a girl was hurt"."""
    for said in sentence.tokens:
        if said.pos != "VERB" or said.lemma not in TELLING:
            continue
        content = [c for c in said.children if c.dep == "ccomp" and c.i < said.i]
        is_aside = said.dep == "parataxis" and said.head.i < said.i
        told = content[0] if content else said.head if is_aside else None
        if told is None or any(c.dep == "ccomp" and c.i > said.i for c in said.children):
            continue
        for clause in [c for c in said.children if c.dep in ("conj", "advcl") and c.i > said.i]:
            first = min(t.i for t in clause.subtree())
            before = {t.i: t.text for t in sentence.tokens if first - 3 <= t.i < first}
            has_comma = before.get(first - 1) == "," or before.get(first - 2) == ","
            if not has_comma or clause.lemma in TELLING or clause.tag == "VBG":
                continue
            if clause.dep == "conj" and not any(
                c.dep in ("nsubj", "nsubjpass") for c in clause.children
            ):
                continue
            attach(clause, told, clause.dep)


def teller_in_apposition(sentence: Sentence) -> None:
    """Give a teller back his verb: "On the outskirts of X an officer told us that …"."""
    for said in sentence.tokens:
        if said.pos != "VERB" or said.lemma not in TELLING or not said.is_root:
            continue
        if any(c.dep in ("nsubj", "nsubjpass", "expl") for c in said.children):
            continue
        if _takes_swallowed(sentence, said):
            continue
        for prep in [c for c in said.children if c.dep == "prep" and c.i < said.i]:
            nouns = [t for t in prep.subtree() if t.dep == "appos" and t.pos in ("NOUN", "PROPN")]
            for noun in nouns:
                first = min(t.i for t in noun.subtree())
                before = next((t for t in sentence.tokens if t.i == first - 1), None)
                if before is not None and before.text != ",":
                    attach(noun, said, "nsubj")
                    return


def _takes_swallowed(sentence: Sentence, said: Token) -> bool:
    """Give a closing teller the noun read as a name before it; tell whether there was one.

    "At Buxton, the X said."
    """
    noun = next((t for t in sentence.tokens if t.i == said.i - 1), None)
    if noun is None or noun.dep not in ("appos", "conj") or noun.pos not in ("NOUN", "PROPN"):
        return False
    first = min(t.i for t in noun.subtree())
    before = next((t for t in sentence.tokens if t.i == first - 1), None)
    if before is None or before.text != ",":
        return False
    attach(noun, said, "nsubj")
    return True


def listed_contents(sentence: Sentence) -> None:
    """Join the deeds that one report tells: "reports that men looted the post, beat the nurse"."""
    for noun in dict.fromkeys(t.head for t in sentence.tokens if t.dep == "acl"):
        clauses = [c for c in noun.children if c.dep == "acl" and c.i > noun.i]
        first = next(
            (c for c in clauses if any(m.lower == "that" and m.dep == "mark" for m in c.children)),
            None,
        )
        for clause in clauses:
            if first is None or clause.i <= first.i or clause.tag not in ("VBD", "VBP", "VBZ"):
                continue
            if not any(c.dep in ("nsubj", "nsubjpass", "mark") for c in clause.children):
                attach(clause, first, "conj")


def claim_told_of(sentence: Sentence) -> None:
    """Hang "that …" on the claim in "could not confirm a claim, made by rebels, that …"."""
    for verb in sentence.tokens:
        if verb.pos != "VERB":
            continue
        nouns = [c for c in verb.children if c.dep == "dobj" and c.lemma in HEARSAY]
        if not nouns:
            continue
        for clause in [c for c in verb.children if c.dep == "ccomp" and c.i > nouns[0].i]:
            if any(c.dep == "mark" and c.lower == "that" for c in clause.children):
                attach(clause, nouns[0], "acl")
        told = [c for c in nouns[0].children if c.dep == "acl"]
        for spread in [c for c in verb.children if c.dep == "advcl" and c.tag == "VBN"]:
            if told and nouns[0].i < spread.i < told[-1].i:  # "a claim, spread by rebels, that …"
                attach(spread, nouns[0], "acl")


def mend_telling(sentence: Sentence) -> None:
    """Apply every repair of telling to a sentence."""
    told_at_the_end(sentence)
    told_on_an_occasion(sentence)
    told_in_passing(sentence)
    teller_in_apposition(sentence)
    content_goes_on(sentence)
    listed_contents(sentence)
    claim_told_of(sentence)
