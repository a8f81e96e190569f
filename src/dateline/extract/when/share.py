"""Dates that an event shares with another clause of its sentence.

"Twelve were killed when two clans clashed on Sunday", "on 19 June, when forces attacked", "mined
the road and blew up a bridge in March", "began shelling on 20 July", "an attack in which two men
died on Friday".
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.mention import Mention
from dateline.extract.numerals import words_of
from dateline.extract.when.find import TimeExpression
from dateline.extract.when.owner import governor, is_reporting, is_verb, tense_of_verb, verb_above
from dateline.parse.grammar import conjuncts
from dateline.parse.parsed import Token

CLAUSE_LINKS = frozenset({"xcomp", "advcl", "conj", "pcomp", "prep", "acl"})


def _words(kind: str) -> frozenset[str]:
    return words_of("dates", "grammar.tsv")[kind]


def opens_with(verb: Token, kind: str) -> bool:
    """Tell whether a clause opens with a word of a class: "when", "while"; "after", "before"."""
    first = [c for c in verb.children if c.i < verb.i and c.dep in ("mark", "advmod", "prep")]
    if any(c.lower in _words(kind) for c in first):
        return True
    over = verb.head
    return verb.dep == "pcomp" and over.pos in ("ADP", "SCONJ") and over.lower in _words(kind)


def is_apart(verb: Token) -> bool:
    """Tell whether a clause has a time of its own ("after jets struck"), or an aim ("to burn")."""
    if opens_with(verb, "apart"):
        return True
    aimed = verb.dep in ("xcomp", "advcl") and verb.tag == "VB"
    return aimed and verb.head.lemma in _words("governor")


def since_clause(verb: Token) -> bool:
    """Tell "since the army began shelling on 20 July": what goes on from then."""
    for token in (verb, *verb.ancestors()):
        if any(c.dep == "mark" and c.lower == "since" for c in token.children):
            return token.lemma in ("begin", "start")
        if token.dep not in ("xcomp", "pcomp", "prep"):
            return False
    return False


def shared(
    expression: TimeExpression, mention: Mention, verb: Token | None, owner: Token | None
) -> str | None:
    """Say how an expression of another clause dates the event too, or None.

    Args:
        expression: words of time of the sentence.
        mention: the event.
        verb: the verb of the event's clause.
        owner: the verb the expression hangs on.
    """
    if verb is not None and verb.dep in ("relcl", "advcl") and _opens_behind(verb, expression):
        return "when-clause"
    if owner is None or owner is verb:
        return None
    if _tells_of_noun(owner, mention):
        return "own-relative"
    if verb is None or is_reporting(owner):
        return None
    if owner.dep == "advcl" and opens_with(owner, "while"):
        if owner.head in conjuncts(verb) or (verb.dep == "conj" and owner.head is verb.head):
            return "when-clause"
    if owner.dep in ("pcomp", "xcomp") and _governs(verb, owner):
        return "clause-below"
    if owner.dep == "advcl" and owner.head is verb and _opens_with_since(owner):
        return "since-clause"
    if _is_harm_beside(verb, owner, mention):
        return "shared"
    if (
        verb.tag in ("VBD", "VBN")
        and owner.dep == "conj"
        and owner in conjuncts(verb)
        and _has_no_subject(owner)
    ):
        after = expression.tokens[0].i > owner.i
        return "shared" if after and not _has_date_between(verb, owner) else None
    return None


def _opens_with_since(verb: Token) -> bool:
    return any(c.dep == "mark" and c.lower == "since" for c in verb.children)


def _is_harm_beside(verb: Token, owner: Token, mention: Mention) -> bool:
    """Tell "nine died and thirteen were injured on Monday": one happening, its day told last."""
    harm = _words("harm")
    same = mention.event_type == "ASSAULT" and {verb.lemma, owner.lemma} <= harm
    is_row = owner in conjuncts(verb) or (owner.dep == "acl" and owner.head.dep == "conj")
    return same and is_row and owner.i > verb.i


def _opens_behind(verb: Token, expression: TimeExpression) -> bool:
    """Tell "on 19 June, when forces attacked": the clause describes the day."""
    first = [c for c in verb.children if c.i < verb.i and c.lower == "when"]
    if not first or is_reporting(verb):
        return False
    return verb.head in expression.tokens or 0 < first[0].i - expression.tokens[-1].i <= 2


def _tells_of_noun(owner: Token, mention: Mention) -> bool:
    """Tell "a bombing that killed 14 on Friday": the clause describes the event's noun.

    So does a clause with "in which", though a place stands between: "a bomb attack on a post in
    which two died in October".
    """
    nouns = {mention.noun, mention.head} - {None}
    if owner.dep not in ("relcl", "acl"):
        return False
    if owner.head in nouns:
        return owner.head.pos == "NOUN"
    if owner.lemma in _words("harm") and _is_victim_of(owner.head, nouns):
        return True
    within = [p for p in owner.subtree() if p.lower in ("which", "whom") and p.i < owner.i]
    if not any(p.head.lower in ("in", "during") for p in within):
        return False
    return any(n is not None and n.pos == "NOUN" and n in owner.ancestors() for n in nouns)


def _is_victim_of(victim: Token, nouns: set[Token | None]) -> bool:
    """Tell whether a name is that of the victim in "the murder of X"."""
    over = victim.head
    return victim.dep == "pobj" and over.lower == "of" and over.head in nouns


def _governs(verb: Token, below: Token) -> bool:
    over = below.head if below.dep == "xcomp" else below.head.head
    return over is verb and verb.lemma in _words("aspect")


def _has_no_subject(verb: Token) -> bool:
    return not any(c.dep in ("nsubj", "nsubjpass", "expl") for c in verb.children)


def _has_date_between(verb: Token, owner: Token) -> bool:
    below = [c for c in verb.children if c is not owner and c.dep in ("npadvmod", "prep")]
    return any(t.entity == "DATE" for c in below for t in c.subtree())


def from_clause_before(
    mention: Mention, here: Sequence[TimeExpression], verb: Token | None
) -> TimeExpression | None:
    """Return the date of the clause before a semicolon, where the event goes on from it."""
    dates = [e for e in here if e.kind == "date" and e.value is not None]
    if verb is None or len(dates) != 1 or tense_of_verb(verb) != "past":
        return None
    (only,) = dates
    if only.value is None or only.value.precision != "day":
        return None
    first, last = only.tokens[-1].i, mention.head.i
    between = [t for t in mention.sentence.tokens if first < t.i < last]
    if not any(t.text == ";" for t in between):
        return None
    above = governor(only.tokens)
    owner = verb_above(above) if above is not None else None
    if owner is None or not is_verb(owner) or is_reporting(owner):
        return None
    return only if tense_of_verb(owner) == "past" else None


def clause_chain(verb: Token, before: bool) -> list[Token]:
    """Return the verbs above whose date is also this verb's.

    A first verb lends its date to those it is coordinated with only when the date stands
    ``before`` them.
    """
    found: list[Token] = []
    token = verb
    while not token.is_root and (token.dep in CLAUSE_LINKS or _goes_on_where(token)):
        if is_apart(token):
            break
        if token.dep == "conj" and not before:
            break
        if token.dep == "acl" or (token.dep == "prep" and not is_verb(token.head)):
            break
        above = verb_above(token.head) if token.dep == "relcl" else None
        token = above or token.head
        if is_verb(token):
            if is_reporting(token):
                break
            found.append(token)
    return found


def _goes_on_where(verb: Token) -> bool:
    """Tell ", where youths put up barricades", which goes on with what the clause above tells."""
    if verb.dep != "relcl" or verb.tag != "VBD":
        return False
    where = [c for c in verb.children if c.lower == "where" and c.i < verb.i]
    return bool(where) and any(c.text == "," and c.i == where[0].i - 1 for c in verb.head.children)
