"""What happened: which words name an event, and of which type.

1. every verb and noun of the lexicon whose conditions hold is a candidate, 2. a light verb and
its event noun become one, 3. senses that are none (sport, metaphor, a word that only modifies
another) are rejected with a reason, 4. two words for one event in a sentence become one mention.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.extract.match import light_verb, noun_entry, verb_entry
from dateline.extract.means import with_means
from dateline.extract.mention import Mention
from dateline.extract.senses import Topics, other_sense
from dateline.extract.tolls import is_person_not_deed, toll_entry
from dateline.knowledge.event_lexicon import Entry, Lexicon
from dateline.parse.grammar import children
from dateline.parse.parsed import Parsed, Sentence, Token

MATERIAL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST", "AID"})
OWN_ARGUMENTS = frozenset({"on", "against", "by", "between", "of", "at", "in", "near", "with"})
HARM = frozenset(
    {"kill", "wound", "injure", "hurt", "maim", "leave", "damage", "destroy", "claim", "martyr"}
    | {"inflict", "cause", "lose"}
)
RESULT_LEMMAS = frozenset(
    {"kill", "wound", "injure", "die", "destroy", "damage", "hurt", "maim", "claim", "leave"}
    | {"hit", "strike", "target", "displace", "flatten", "rock", "martyr"}
    | {"shoot", "perish", "lose", "slay"}
)
PARTICIPANTS = frozenset(
    {"PEOPLE", "FORCE", "GROUP", "AUTHORITY", "PLACE", "TERRITORY", "BUILDING", "VEHICLE"}
    | {"AIRCRAFT", "SHIP", "INFRASTRUCTURE", "CAPTIVE", "PROTESTER"}
)
PREPARING = frozenset({"prepare", "ready", "gear", "mass", "poise", "brace", "gather"})
HAPPENING = frozenset({"erupt", "break", "rage", "hear", "ring", "continue", "resume", "come"})
LONGEST_TRIGGER = 7
"""Words; a light verb further from its noun leaves the noun alone as the trigger."""


@dataclass(frozen=True, slots=True, eq=False)
class Reject:
    """A candidate that is no event mention, with the code of the reason."""

    mention: Mention
    reason: str


def mentions(parsed: Parsed, lexicon: Lexicon) -> tuple[list[Mention], list[Reject]]:
    """Return the event mentions of a report in text order, and what was rejected."""
    kept: list[Mention] = []
    rejected: list[Reject] = []
    topics = Topics(parsed, lexicon)
    before: list[Mention] = []
    for sentence in parsed.sentences:
        candidates = _candidates(sentence, lexicon)
        nearby = [*(m for m in before if m.sentence.n >= sentence.n - 1), *candidates]
        for mention in candidates:
            reason = _reason_against(mention, nearby, topics)
            if reason is None:
                kept.append(mention)
                before.append(mention)
            else:
                rejected.append(Reject(mention, reason))
    kept, doubles = _without_doubles(with_means(kept, parsed, lexicon))
    return [_as_preparation(m) for m in kept], [*rejected, *doubles]


def _as_preparation(mention: Mention) -> Mention:
    """ "Preparing to enter the city" is a movement of forces, with the deed still to come."""
    head = mention.head
    if mention.noun is not None or head.dep != "xcomp" or mention.event_type != "COERCE":
        return mention
    if head.head.lemma not in PREPARING or "territory" not in mention.contexts:
        return mention
    words = tuple(sorted({head.head, *mention.words, *children(head, "aux")}, key=lambda t: t.i))
    return replace(
        mention,
        words=words,
        event_type="MOBILIZE",
        mode="troops",
        contexts=("military",),
        rule="what.preparation",
    )


def _mention(
    head: Token, words: tuple[Token, ...], entry: Entry, sentence: Sentence, noun: Token | None
) -> Mention:
    return Mention(
        head=head,
        words=words,
        entry=entry,
        sentence=sentence,
        noun=noun,
        event_type=entry.event_type,
        mode=entry.mode,
        contexts=entry.contexts,
        rule=entry.id,
    )


def _candidates(sentence: Sentence, lexicon: Lexicon) -> list[Mention]:
    """Return every word of the lexicon that fits, light verbs joined with their nouns."""
    found: list[Mention] = []
    carried: set[int] = set()
    for token in sentence.tokens:
        toll = toll_entry(token, lexicon)
        if toll is not None:
            found.append(_mention(token, (token,), toll, sentence, token))
        elif token.pos in ("NOUN", "PROPN") and token.entity not in ("DATE", "TIME"):
            match = noun_entry(token, lexicon)
            if match is None:
                continue
            mention = _noun_mention(token, *match, sentence, lexicon)
            if mention.head is not token:
                carried.add(mention.head.i)
            found.append(mention)
    for token in sentence.tokens:
        if token.pos == "VERB" and token.i not in carried:
            entry = verb_entry(token, lexicon)
            if entry is not None:
                found.append(
                    _mention(token, _verb_words(token, entry, lexicon), entry, sentence, None)
                )
    return sorted(found, key=lambda m: (m.words[0].i, m.words[-1].i))


def _noun_mention(
    noun: Token, entry: Entry, words: tuple[Token, ...], sentence: Sentence, lexicon: Lexicon
) -> Mention:
    governed = light_verb(noun, lexicon)
    if governed is None:
        return _mention(noun, words, entry, sentence, noun)
    verb = governed[0]
    compounds = [t for t in children(noun, "compound", "amod") if t.pos != "PROPN"]
    span = [verb, *children(verb, "prt"), *compounds, *words]
    ordered = tuple(sorted(set(span), key=lambda t: t.i))
    if ordered[-1].i - ordered[0].i > LONGEST_TRIGGER or noun.i < verb.i:
        ordered = words
    return _mention(verb, ordered, entry, sentence, noun)


def _verb_words(verb: Token, entry: Entry, lexicon: Lexicon) -> tuple[Token, ...]:
    """Return the trigger words of a verb pattern: the verb, and what it needs to mean the event.

    "set … fire" keeps its object; in "shelled the town" the object is a participant.
    """
    words = [verb]
    for condition in entry.conditions:
        if condition.negated or not condition.words or condition.where in ("subj", "prep"):
            continue
        for child in verb.children:
            is_part = condition.where == "prt" and child.dep in ("prt", "advmod", "acomp", "oprd")
            is_object = condition.where == "obj" and child.dep in ("dobj", "nsubjpass")
            is_other = condition.where == "obj2" and child.dep != "nsubj"
            named = child.lemma in condition.words or child.lower in condition.words
            if named and (is_part or ((is_object or is_other) and not _takes_part(child, lexicon))):
                words.append(child)
    ordered = tuple(sorted(set(words), key=lambda t: t.i))
    return ordered if ordered[-1].i - ordered[0].i <= LONGEST_TRIGGER else (verb,)


def _takes_part(token: Token, lexicon: Lexicon) -> bool:
    return bool(lexicon.classes_of(token.lemma) & PARTICIPANTS)


def _reason_against(mention: Mention, nearby: list[Mention], topics: Topics) -> str | None:
    """Return why a candidate is no event mention, or None."""
    lexicon = topics.lexicon
    head = mention.noun if mention.noun is not None else mention.head
    if head.dep in ("compound", "nmod") or (mention.noun is None and head.dep == "amod"):
        return None if _speaks(mention, head) else "modifier"
    if mention.event_type not in MATERIAL and not _is_main_clause(mention, nearby):
        return "verbal_not_main_clause"
    if is_person_not_deed(mention, lexicon):
        return "no_conflict_sense"
    if mention.noun is not None and mention.head is mention.noun and not _says_more(mention):
        return "generic" if head.tag == "NNS" and not children(head, "det") else "noun_adds_nothing"
    if mention.sentence.is_heading and not _is_clause(mention):
        return "fragment"
    if _needs_violence(mention, lexicon) and not _violence_beside(mention, nearby, lexicon):
        return "accident_or_nature"
    return other_sense(mention, topics)


def _says_more(mention: Mention) -> bool:
    """Tell whether an event noun that stands alone is worth a claim: it brings something."""
    noun = mention.noun
    assert noun is not None
    return has_arguments(noun) or _happens(noun)


def _happens(noun: Token) -> bool:
    """Tell whether a verb says of the noun that it took place or was heard or met somebody."""
    return noun.dep in ("nsubj", "nsubjpass") and noun.head.lemma in HAPPENING


def _needs_violence(mention: Mention, lexicon: Lexicon) -> bool:
    if "needs_violence" in mention.entry.note:
        return True
    noun = mention.noun
    return noun is not None and mention.head is noun and noun.lemma in lexicon.classes["TOLL"]


def _speaks(mention: Mention, token: Token) -> bool:
    """Tell whether a participle before a noun tells the deed ("the besieged city" does not)."""
    if mention.event_type != "ASSAULT":
        return False
    return token.dep == "amod" and any(c.dep in ("advmod", "npadvmod") for c in token.children)


def _is_clause(mention: Mention) -> bool:
    return mention.head.pos == "VERB" and mention.head.dep in ("ROOT", "conj", "ccomp", "advcl")


def _is_main_clause(mention: Mention, nearby: list[Mention]) -> bool:
    """Tell whether a verbal event stands in a main clause or in what a source says.

    What somebody asks, promises or threatens to say or do in words is no claim of its own.
    """
    token = mention.head
    if token.pos == "NOUN" and mention.noun is not None:
        return False
    verbal = {m.head.i for m in nearby if m.event_type not in MATERIAL and m is not mention}
    while token.dep in ("conj", "xcomp", "ccomp", "parataxis") and not token.is_root:
        if token.dep in ("xcomp", "ccomp") and token.head.i in verbal:
            return False
        token = token.head
    return token.is_root


def has_arguments(noun: Token) -> bool:
    """Tell whether an event noun brings somebody, some place or some number of its own."""
    if children(noun, "nummod") or children(noun, "poss"):
        return True
    for child in noun.children:
        if child.dep in ("prep", "agent") and child.lower in OWN_ARGUMENTS:
            if children(child, "pobj"):
                return True
        elif (
            (child.dep in ("compound", "amod", "nmod") and child.pos == "PROPN")
            or (child.dep == "amod" and child.entity in ("NORP", "GPE"))
            or (child.dep in ("relcl", "acl") and child.pos == "VERB")
        ):
            return True
    return False


def _violence_beside(mention: Mention, others: list[Mention], lexicon: Lexicon) -> bool:
    """Tell whether the sentence has another word of violence."""
    own = {t.i for t in mention.words}
    if any(lexicon.classes_of(t.lemma) & {"ACCIDENT", "DISEASE"} for t in mention.sentence.tokens):
        others = [m for m in others if m.sentence is mention.sentence]
    if any(m is not mention and m.event_type == "ASSAULT" for m in others):
        return True
    violence = lexicon.classes.get("VIOLENCE", frozenset())
    return any(t.lemma in violence and t.i not in own for t in mention.sentence.tokens)


def _without_doubles(found: list[Mention]) -> tuple[list[Mention], list[Reject]]:
    """Join two words for one event: the result verb stays and takes the noun's mode."""
    kept: list[Mention] = []
    doubles: list[Reject] = []
    by_sentence: dict[int, list[Mention]] = {}
    for mention in found:
        by_sentence.setdefault(mention.sentence.n, []).append(mention)
    for group in by_sentence.values():
        gone: set[int] = set()
        for noun in group:
            verb = _result_verb(noun, group)
            if verb is None or noun.noun is None:
                continue
            gone.add(id(noun))
            doubles.append(Reject(noun, "same_event_as"))
            position = group.index(verb)
            group[position] = _with_mode_of(verb, noun)
        bare = [m for m in group if id(m) not in gone and _is_bare_repeat(m, group)]
        gone |= {id(m) for m in bare}
        doubles.extend(Reject(m, "same_event_as") for m in bare)
        standing = [m for m in group if id(m) not in gone]
        joined, results = _with_results(standing)
        kept.extend(joined)
        doubles.extend(Reject(m, "same_event_as") for m in results)
    return kept, doubles


def _is_bare_repeat(mention: Mention, group: list[Mention]) -> bool:
    """Tell whether "the fighting" only takes up another event word of its sentence."""
    noun = mention.noun
    if noun is None or mention.head is not noun:
        return False
    if not any(c.lower in ("the", "this", "that", "such") for c in children(noun, "det")):
        return False
    if children(noun, "poss", "nummod") or any(
        c.dep == "prep" and c.lower in ("on", "against", "by", "of", "between", "in", "at")
        for c in noun.children
    ):
        return False
    return any(m is not mention and m.event_type == mention.event_type for m in group)


def _with_results(group: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Join participles of result to their verb, and "killed and wounded" to one."""
    owners: dict[int, Mention] = {}
    for mention in group:
        owner = _result_owner(mention, group)
        if owner is not None:
            owners[id(mention)] = owner
    results: dict[int, list[Token]] = {}
    for mention in group:
        owner = owners.get(id(mention))
        while owner is not None and id(owner) in owners:
            owner = owners[id(owner)]
        if owner is not None:
            results.setdefault(id(owner), []).append(mention.head)
    kept = [replace(m, results=tuple(results.get(id(m), ()))) for m in group if id(m) not in owners]
    return kept, [m for m in group if id(m) in owners]


def _result_owner(mention: Mention, group: list[Mention]) -> Mention | None:
    """Return the mention whose result a harm verb tells, if it is no act of its own."""
    head = mention.head
    if mention.event_type != "ASSAULT" or (mention.noun is not None and head is mention.noun):
        return None
    if _is_in_which(head) and head.lemma in RESULT_LEMMAS:
        before = [m for m in group if m.event_type == "ASSAULT" and m.words[0].i < head.i]
        return before[-1] if before else None
    if head.lemma not in HARM:
        return None
    for other in group:
        if other is mention or other.event_type != "ASSAULT" or other.head is not head.head:
            continue
        if head.dep in ("advcl", "acl") and head.tag == "VBG":
            return other
        if head.dep == "conj" and other.head.lemma in HARM:
            if not children(head, "nsubj", "nsubjpass") or _is_elliptic(head):
                return other
    return None


def _is_elliptic(verb: Token) -> bool:
    """Tell whether the verb leaves its auxiliary out ("12 were killed and scores wounded")."""
    return verb.tag == "VBN" and not children(verb, "aux", "auxpass")


def _with_mode_of(verb: Mention, noun: Mention) -> Mention:
    contexts = tuple(dict.fromkeys((*verb.contexts, *noun.contexts)))
    if verb.event_type != noun.event_type:
        return verb
    return replace(verb, mode=noun.mode or verb.mode, contexts=contexts)


def _result_verb(mention: Mention, group: list[Mention]) -> Mention | None:
    """Return the mention of a result verb that tells the same event as an event noun."""
    noun = mention.noun
    if noun is None or mention.head is not noun:
        return None
    for other in group:
        if other is mention or other.noun is not None or other.head.lemma not in RESULT_LEMMAS:
            continue
        if noun.dep in ("nsubj", "nsubjpass") and noun.head is other.head:
            return other
        if other.head.dep in ("relcl", "acl") and other.head.head is noun:
            return None if _is_in_which(other.head) else other
        if noun.dep == "pobj" and noun.head.dep in ("prep", "agent") and not _brings_target(noun):
            if noun.head.head is other.head:
                return other
    return None


def _is_in_which(verb: Token) -> bool:
    """Tell whether a toll stands in an "in which" clause; it belongs to the attack before it."""
    return verb.dep == "relcl" and any(
        c.dep == "prep" and any(g.lower == "which" for g in children(c, "pobj"))
        for c in verb.children
    )


def _brings_target(noun: Token) -> bool:
    return any(
        c.dep == "prep" and c.lower in ("on", "against", "targeting") and children(c, "pobj")
        for c in noun.children
    )
