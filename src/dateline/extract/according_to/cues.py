"""Which words attribute: find, above a word, the verbs and phrases that say whose word it is.

A *cue* is a verb of saying, writing, showing or believing with a clause as its complement, a
phrase such as "according to", or a verbal event ("accused X of …", "called for …").
"""

from __future__ import annotations

from dateline.extract.according_to.beside import (
    is_citing_clause,
    is_finite_content,
    is_own_remark,
    reaches,
    tells_beside,
)
from dateline.extract.according_to.tellers import Said, cues_of, is_cue, speakers_of
from dateline.extract.scope import stands_apart, telling_noun
from dateline.knowledge.speech_rules import Speech
from dateline.parse.arguments import agents, surface_subjects
from dateline.parse.grammar import NOUN_POS, children, conjuncts, is_asked_for, is_passive
from dateline.parse.parsed import Token
from dateline.records import AttributionForm

ADJUNCT_CLAUSES = frozenset({"relcl", "acl", "advcl", "appos"})
"""What hangs in such a clause is not what the verb above says: "recorded a message directed at"."""
CITED_AS = frozenset({"quote", "cite", "report"})
PROSPECTIVE = frozenset(
    {"fear", "hope", "predict", "order", "threaten", "promise", "warn", "believe"}
)
"""Forms of cue nouns that look ahead, and are no source themselves."""
FACTS = frozenset({"news", "fact", "evidence", "proof"})
COUNTED = frozenset(
    {"count", "estimate", "account", "figure", "reckoning", "tally", "calculation", "toll"}
    | {"record", "admission"}
)
"""Nouns of "by most estimates", "by the count of the hospital"."""
PASSING_ON = frozenset(
    {"send", "circulate", "spread", "issue", "release", "publish", "give", "make", "post", "carry"}
    | {"air", "broadcast", "share", "relay", "pass", "deliver", "repeat", "peddle", "put", "run"}
)
"""Verbs whose subject passes on the words that are their object ("sent word that …")."""


def _relation(below: Token) -> str:
    """Return in which relation content stands to the verb above it, in the terms of the cues."""
    if is_asked_for(below):
        return "prep:for"
    is_that = below.dep == "advcl" and any(c.lower == "that" for c in children(below, "mark"))
    if below.dep == "ccomp" and not is_finite_content(below) and below.i > below.head.i:
        return "xcomp"  # "allowed them to burn it": nothing is said
    if below.dep in ("ccomp", "parataxis") or is_that:
        return "ccomp"
    if below.dep == "xcomp":
        return "ger" if below.tag == "VBG" else "xcomp"
    if below.dep in ("dobj", "nsubjpass"):
        return "obj"
    if below.dep in ("prep", "dative"):
        return f"prep:{below.lower}"
    return below.dep


def cues_above(token: Token, speech: Speech) -> list[Said]:
    """Return the acts of attribution over a word by syntax alone, outermost first."""
    found: list[Said] = []
    below, is_direct = token, True
    for above in token.ancestors():
        if stands_apart(below, above, speech) or (found and _is_aside(below)):
            break
        if tells_beside(below, is_teller=is_cue(below, speech)):
            break
        gapped = _gapped(below, above, speech)
        if gapped is not None:
            found.append(gapped)
            break
        is_direct = is_direct and (below.dep not in ADJUNCT_CLAUSES or _is_told(below, speech))
        telling = telling_noun(below, speech)
        if telling is not None:
            noun = _noun_cue(below, telling, speech)
            found.extend([noun] if noun is not None else [])
            is_direct = is_direct or noun is not None
        if above.pos in ("VERB", "AUX"):
            if is_direct or _relation(below) == "ccomp" or (not found and _is_blame(above, speech)):
                said = _verb_cue(below, above, speech)
                if found and said is not None and _only_learns(above, speech):
                    said = None
                is_direct = is_direct or said is not None
                found.extend([said] if said is not None else [])
            found.extend(_parentheses(above, token, speech))
            found.extend(_phrases(above, token))
        below = above
    if token.pos in ("VERB", "AUX", "NOUN"):
        found[:0] = [*_phrases(token, token), *_parentheses(token, token, speech)]
    if not found:
        found.extend(
            _closing_phrase(token) or _closing_teller(token, speech) or _last_teller(token, speech)
        )
    found.reverse()
    found = [s for s in found if not _describes(token, s) and reaches(s.cue, token)]
    return found if not _remarked(token, found) else []


def _remarked(token: Token, found: list[Said]) -> bool:
    """Tell whether a word stands in a remark of the writer's on what the nearest teller tells."""
    inner = found[-1].cue if found else None
    clauses = [t for t in (token, *token.ancestors()) if is_own_remark(t, inner)]
    return inner is not None and any(inner in clause.ancestors() for clause in clauses)


def _describes(token: Token, said: Said) -> bool:
    """Tell whether a word stands in what is told of the source itself ("X, who fled after …")."""
    if said.rule in ("source.noun", "source.gapped"):
        return False
    above = list(token.ancestors())
    for source in said.sources:
        is_below = source is token or any(a is source for a in above)
        if is_below and not _is_under(said.cue, source):
            return True
    return False


def _is_under(cue: Token | None, source: Token) -> bool:
    """Tell whether the telling itself stands in a clause on its source ("X, who denied …")."""
    return cue is not None and any(a is source for a in cue.ancestors())


def _is_aside(below: Token) -> bool:
    """Tell whether a clause is an aside with tellers of its own ("…, where farmers say …")."""
    if below.dep != "relcl":
        return False
    return any(c.dep in ("advmod", "prep") and c.tag in ("WRB", "WDT") for c in below.subtree())


def _gapped(below: Token, above: Token, speech: Speech) -> Said | None:
    """Return who tells where the verb is left out ("…, and the other that it had burned")."""
    if above.dep != "conj" or above.pos not in NOUN_POS:
        return None
    if below.dep not in ("relcl", "acl", "ccomp"):
        return None
    verbs = [v for v in above.ancestors() if v.i < above.i and is_cue(v, speech)]
    marks = [c for c in below.children if c.lower == "that" and c.i == above.i + 1]
    if not marks or not children(below, "nsubj", "nsubjpass") or not verbs:
        return None
    return Said(verbs[0], (above,), "indirect", "source.gapped", (verbs[0],))


def _is_told(below: Token, speech: Speech) -> bool:
    """Tell whether a clause hung on a noun or aside is what the verb above tells or shows.

    "put the toll at nine soldiers killed", "shows soldiers beating", "said, citing X, that …".
    """
    if below.dep == "advcl":
        marks = {c.lower for c in children(below, "mark")}
        return is_asked_for(below) or bool(marks & {"that", "unless"})
    if below.dep != "acl":
        return False
    if below.tag == "VBN":
        return bool(children(below.head, "nummod"))
    noun = below.head
    return noun.dep == "dobj" and any(c.form == "show" for c in cues_of(noun.head, speech))


def _closing_phrase(token: Token) -> list[Said]:
    """Return an "according to" phrase at the end of the coordination a word stands in.

    One that opens a sentence holds over a semicolon too ("According to X, A; B").
    """
    top = token
    for above in token.ancestors():
        top = above
    for verb in conjuncts(top):
        if verb.i > token.i and verb.pos in ("VERB", "AUX"):
            said = [s for s in _phrases(verb, token) if s.cue is not None and s.cue.i > verb.i]
            if said:
                return said
    words = top.subtree()
    opening = [t for t in words if t.lower == "according" and t.i < token.i]
    stops = [t.i for t in words if t.text == ";" and t.i < token.i]
    if opening and stops and opening[0].i < stops[0]:
        return _phrases(opening[0].head, token)
    return []


def _closing_teller(token: Token, speech: Speech) -> list[Said]:
    """Return who tells a whole sentence and closes it: "A raided B, and C burned, D told E".

    The parser takes the telling for one more deed; a comma before its subject, no "and", and no
    content of its own give it away.
    """
    for verb in conjuncts(token)[1:]:
        subjects = children(verb, "nsubj")
        if not subjects or not is_cue(verb, speech) or children(verb, "mark"):
            continue
        if any(cc.i < verb.i for cc in children(verb, "cc")):
            continue
        first = min(t.i for t in subjects[0].subtree())
        before = max((t for t in verb.head.subtree() if t.i < first), key=lambda t: t.i)
        has_content = bool(children(verb, "ccomp", "xcomp"))
        if before.text == "," and not has_content and subjects[0].i < verb.i:
            return [
                Said(verb, tuple(conjuncts(subjects[0])), "indirect", "source.parenthesis", (verb,))
            ]
    return []


def _last_teller(token: Token, speech: Speech) -> list[Said]:
    """Return who tells all of a sentence from its end: "A did; B did, the police said"."""
    top = token
    for above in token.ancestors():
        top = above
    words = [t for t in top.subtree() if t.pos not in ("PUNCT", "SPACE")]
    if words[-1] is not top or not is_cue(top, speech) or not children(top, "ccomp"):
        return []
    sources = [t for t in speakers_of(top) if t.i > token.i]
    return [Said(top, tuple(sources), "indirect", "source.indirect", (top,))] if sources else []


def _verb_cue(below: Token, verb: Token, speech: Speech) -> Said | None:
    """Return the attribution a verb makes of the content that hangs on it, or None."""
    relation = _relation(below)
    if verb.lemma in CITED_AS and relation == "prep:as":
        return _quoting(verb)
    is_estimate = relation == "obj" and any(c.lower == "at" for c in children(verb, "prep"))
    cue = next(
        (
            c
            for c in cues_of(verb, speech)
            if relation in c.relations or (is_estimate and c.form == "estimate")
        ),
        None,
    )
    if cue is None or (cue.form == "confirm" and _is_negated(verb)):
        return None
    if relation == "obj" and below.lemma in ("responsibility", "credit"):
        return None  # the attack it is claimed for is told by the writer
    sources = speakers_of(verb)
    if not sources:
        return None
    form: AttributionForm = "indirect" if relation in ("ccomp", "xcomp") else "paraphrase"
    return Said(verb, tuple(sources), form, f"source.{form}", _cue_words(verb))


def _quoting(verb: Token) -> Said | None:
    """Return who passes another's words on ("was quoted by state radio as saying")."""
    sources = agents(verb) if is_passive(verb) else surface_subjects(verb)
    return Said(verb, tuple(sources), "indirect", "source.indirect", (verb,)) if sources else None


def _only_learns(verb: Token, speech: Speech) -> bool:
    """Tell whether somebody merely receives what others tell ("received reports that …")."""
    return any(c.form == "learn" for c in cues_of(verb, speech))


def _is_negated(verb: Token) -> bool:
    """Tell whether a verb is negated, or stands under "unable to"."""
    return bool(children(verb, "neg")) or verb.head.lower in ("unable", "impossible")


def _is_blame(verb: Token, speech: Speech) -> bool:
    """Tell whether what hangs in a clause of the object is alleged too ("a shell fired by")."""
    return any(c.form in ("accuse", "deny") for c in cues_of(verb, speech))


def _noun_cue(below: Token, noun: Token, speech: Speech) -> Said | None:
    """Return the attribution of "reports that …": to the noun's owner, else to the noun itself."""
    if noun.lemma not in speech.cue_nouns:
        return None
    owners = [t for t in children(noun, "poss") if t.entity not in ("DATE", "TIME")] + [
        obj
        for prep in children(noun, "prep")
        if prep.lower in ("by", "from")
        for obj in children(prep, "pobj")
    ]
    for clause in children(noun, "acl"):  # "a claim, circulated by the party, that …"
        owners += agents(clause) if clause is not below else []
    if noun.tag == "NNS":  # "…, the BBC reports", that the parser takes for a noun
        owners += [t for t in children(noun, "compound") if t.entity in ("ORG", "PERSON")]
    if not owners and noun.dep == "dobj" and noun.head.lemma in PASSING_ON:
        owners = [] if is_passive(noun.head) else speakers_of(noun.head)
    if not owners and noun.lemma in FACTS:
        return None  # "welcomed the news that …": it is taken for a fact
    if not owners and all(c.form in PROSPECTIVE for c in speech.cue_nouns[noun.lemma]):
        return None  # a hope or an order speaks for nobody
    return Said(noun, tuple(owners or [noun]), "indirect", "source.noun", (noun,))


def _cue_words(verb: Token) -> tuple[Token, ...]:
    return (verb, *children(verb, "prt"))


def _parentheses(head: Token, event: Token, speech: Speech) -> list[Said]:
    """Return what a speaker put in between or after says ("…, residents said, …")."""
    found: list[Said] = []
    for child in children(head, "parataxis", "advcl"):
        if child is event or event in child.subtree() or not is_cue(child, speech):
            continue
        if child.dep == "advcl" and not is_citing_clause(child, is_teller=True):
            continue
        sources = [w for t in children(child, "nsubj") for w in conjuncts(t)]
        if sources:
            found.append(Said(child, tuple(sources), "indirect", "source.parenthesis", (child,)))
    return found


def _phrases(head: Token, event: Token) -> list[Said]:
    """Return "according to X", "per X" and "citing X" phrases on a verb or noun."""
    found: list[Said] = []
    for child in head.children:
        if child.lower in ("according", "per") and child.dep in (
            "prep",
            "advcl",
            "advmod",
            "pcomp",
        ):
            objects = list(children(child, "pobj"))
            for inner in children(child, "prep"):
                objects.extend(children(inner, "pobj") if not objects else [])
            sources = [word for obj in objects for word in conjuncts(obj)]
            if sources and event not in sources:
                words = (child, *[c for c in children(child, "prep") if c.lower == "to"])
                found.append(
                    Said(child, tuple(sources), "paraphrase", "source.according_to", words)
                )
        found.extend(_by_count(child))
    return found


def _by_count(prep: Token) -> list[Said]:
    """Return whose figure it is: "by the count of the government", "by most estimates"."""
    nouns = [o for o in children(prep, "pobj") if o.lemma in COUNTED]
    if prep.dep not in ("prep", "agent") or prep.lower != "by" or not nouns:
        return []
    owners = children(nouns[0], "poss")
    for of in children(nouns[0], "prep"):
        owners += children(of, "pobj") if of.lower in ("of", "by", "from") else []
    sources = tuple(owners or nouns[:1])
    return [Said(prep, sources, "paraphrase", "source.according_to", (prep,))]
