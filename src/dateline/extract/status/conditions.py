"""On what an event is said to depend: clauses with "if", "unless", "provided that"."""

from __future__ import annotations

from dateline.parse.grammar import children
from dateline.parse.parsed import Token

CONDITIONS = frozenset({"if", "unless", "should", "lest", "provided", "until"})
STIPULATIONS = frozenset({"provided", "providing", "assuming"})


def mark_of(verb: Token) -> str:
    """Return the conjunction that opens a clause, one of condition before all others, or ""."""
    marks = [c.lower for c in verb.children if c.dep in ("mark", "advmod")]
    return next((m for m in marks if m in CONDITIONS), marks[0] if marks else "")


def is_inverted(verb: Token) -> bool:
    """Tell whether a clause is a condition by its order ("had they left, …", "were it to …")."""
    if verb.dep != "advcl" or mark_of(verb):
        return False
    if any(c.lower == "should" and c.dep == "aux" for c in verb.children[:1]):
        return True
    first = [c for c in verb.children if c.dep in ("aux", "auxpass")]
    opener = verb if verb.lower == "were" else first[0] if first else None
    if opener is None or opener.lower not in ("had", "were", "should"):
        return False
    return any(opener.i < s.i for s in children(verb, "nsubj", "nsubjpass"))


def is_proviso(verb: Token) -> bool:
    """Tell whether a clause stands under "as long as"."""
    above = verb.head
    return (
        verb.dep == "advcl"
        and verb.lemma not in ("continue", "keep", "remain", "persist", "go")
        and above.lower == "long"
        and any(c.lower in ("as", "so") for c in above.children if c.i < above.i)
    )


def condition_of(verb: Token) -> str:
    """Return the conjunction of the condition a verb depends on ("if", "unless"), or ""."""
    if verb.lower in STIPULATIONS and any(_has_that(c) for c in children(verb, "ccomp")):
        return verb.lower
    tellers = [c for c in children(verb, "parataxis") if c.i < verb.i]
    tellers += [verb.head] if verb.dep == "ccomp" and verb.i > verb.head.i else []
    own = children(verb, "advcl", "prep", "acl")
    before = [c for t in tellers for c in children(t, "advcl") if c.i < t.i]
    for clause in [*own, *before]:
        mark = mark_of(clause)
        if mark in ("if", "unless"):
            return mark
        if is_inverted(clause):
            return "if"
        if clause.lower in STIPULATIONS:
            return clause.lower
    return ""


def is_addressed(verb: Token) -> bool:
    """Tell whether the condition is put to the hearer ("if you talk, we will …")."""
    clauses = children(verb, "advcl")
    return any(s.lower == "you" for c in clauses for s in children(c, "nsubj", "nsubjpass"))


def _has_that(clause: Token) -> bool:
    return any(c.lower == "that" for c in children(clause, "mark"))
