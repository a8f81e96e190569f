"""What happened: which words name an event, and of which type.

1. every verb and noun of the lexicon whose conditions hold is a candidate, 2. a light verb and
its event noun become one, 3. senses that are none (sport, metaphor, a word that only modifies
another) are rejected with a reason, 4. two words for one event in a sentence become one mention.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.extract.match import light_verb, noun_entry, verb_entry
from dateline.extract.mention import MATERIAL, Mention
from dateline.extract.what.bare_nouns import is_noise, names_people, points_back, says_more
from dateline.extract.what.calls import call
from dateline.extract.what.doubles import Reject, without_doubles
from dateline.extract.what.means import with_means
from dateline.extract.what.senses import Topics, other_sense
from dateline.extract.what.tolls import is_person_not_deed, toll_entry
from dateline.extract.what.turned import turned
from dateline.knowledge.event_lexicon import Entry, Lexicon
from dateline.parse.arguments import objects, surface_subjects
from dateline.parse.grammar import FINITE, children
from dateline.parse.parsed import Parsed, Sentence, Token

__all__ = ["MATERIAL", "Reject", "mentions"]

PARTICIPANTS = frozenset(
    {"PEOPLE", "FORCE", "GROUP", "AUTHORITY", "PLACE", "TERRITORY", "BUILDING", "VEHICLE"}
    | {"AIRCRAFT", "SHIP", "INFRASTRUCTURE", "CAPTIVE", "PROTESTER"}
)
ENDINGS = frozenset({"CONCEDE", "RETREAT", "SANCTION", "REJECT"})
PAPERS = frozenset({"report", "statement", "letter", "resolution", "declaration", "communique"})
BODIES = frozenset({"operation", "mission", "patrol", "resistance", "campaign", "struggle"})
CAUSING = frozenset({"raise", "spark", "draw", "prompt", "cause", "trigger", "provoke"})
CONTRAST = frozenset({"while", "whereas", "whilst"})
DEGREES = frozenset(
    {"gravely", "severely", "badly", "critically", "seriously", "lightly", "slightly", "mortally"}
    | {"heavily", "well", "newly", "recently"}
)
OTHER_CAUSES = frozenset({"ACCIDENT", "DISEASE", "WEATHER"})
VIOLENT_REPORT = 4
"""Words of violence that make a report one about violence."""
LONGEST_TRIGGER = 7
"""Words; a light verb further from its noun leaves the noun alone as the trigger."""


def mentions(parsed: Parsed, lexicon: Lexicon) -> tuple[list[Mention], list[Reject]]:
    """Return the event mentions of a report in text order, and what was rejected."""
    kept: list[Mention] = []
    rejected: list[Reject] = []
    topics = Topics(parsed, lexicon)
    for sentence in parsed.sentences:
        candidates = _candidates(sentence, lexicon)
        if not candidates:
            continue
        nearby = [*(m for m in kept if m.sentence.n >= sentence.n - 1), *candidates]
        for mention in candidates:
            reason = _reason_against(mention, nearby, topics)
            if reason is None:
                kept.append(mention)
            else:
                rejected.append(Reject(mention, reason))
    kept, doubles = without_doubles(with_means(kept, parsed, lexicon))
    kept = [turned(m, lexicon) for m in kept]
    return kept, [*rejected, *doubles]


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
    around = frozenset([t.lemma for t in sentence.tokens] + [t.lower for t in sentence.tokens])
    nouns, tolls = lexicon.nouns, lexicon.classes.get("TOLL", frozenset())
    for token in sentence.tokens:
        is_toll = token.lemma in tolls or token.lower == "dead"
        toll = toll_entry(token, lexicon) if is_toll else None
        if toll is not None:
            found.append(_mention(token, (token,), toll, sentence, token))
        elif token.pos in ("NOUN", "PROPN") and (token.lemma in nouns or token.lower in nouns):
            if _is_name_of_body(token):
                continue
            match = noun_entry(token, lexicon, around)
            if match is None:
                continue
            mention = _noun_mention(token, *match, sentence, lexicon)
            if mention.head is not token:
                carried.add(mention.head.i)
            found.append(mention)
    for token in sentence.tokens:
        is_verb = token.pos == "VERB" or (token.lemma == "be" and not token.dep.startswith("aux"))
        if not is_verb:
            continue
        if is_noise(token):
            noise = next((e for e in nouns.get(token.lower, ()) if not e.before), None)
            if noise is not None:
                found.append(_mention(token, (token,), noise, sentence, token))
                continue
        asked = call(token, lexicon)
        if asked is not None:
            demand = _mention(token, asked[2], asked[0], sentence, None)
            found.append(replace(demand, mode=asked[1]))
        if token.i not in carried and not names_people(token):
            entry = verb_entry(token, lexicon, around)
            if entry is not None and (asked is None or entry.event_type in MATERIAL):
                found.append(
                    _mention(token, _verb_words(token, entry, lexicon), entry, sentence, None)
                )
    return sorted(found, key=lambda m: (m.words[0].i, m.words[-1].i))


def _is_name_of_body(token: Token) -> bool:
    """Tell whether a noun is part of a date's or a body's name ("the UN Operation in Burundi")."""
    if token.entity in ("DATE", "TIME"):
        return True
    return token.pos == "PROPN" and token.entity == "ORG" and token.lemma in BODIES


def _noun_mention(
    noun: Token, entry: Entry, words: tuple[Token, ...], sentence: Sentence, lexicon: Lexicon
) -> Mention:
    governed = light_verb(noun, lexicon)
    if governed is None:
        return _mention(noun, words, entry, sentence, noun)
    verb = governed[0]
    turned = _ending(verb, entry, lexicon) or _phrase(verb, noun, entry, lexicon)
    if turned is not None:
        return _mention(verb, _with_noun(verb, noun, words), turned, sentence, None)
    compounds = [t for t in children(noun, "compound", "amod") if t.pos != "PROPN"]
    span = [verb, *children(verb, "prt"), *compounds, *words]
    ordered = tuple(sorted(set(span), key=lambda t: t.i))
    if ordered[-1].i - ordered[0].i > LONGEST_TRIGGER or noun.i < verb.i:
        ordered = words
    return _mention(verb, ordered, entry, sentence, noun)


def _ending(verb: Token, deed: Entry, lexicon: Lexicon) -> Entry | None:
    """Return the entry of a verb that ends what its noun names ("lifted the ban"), if it has one.

    To call off a strike is no strike, and to lift a ban bans nothing.
    """
    if verb.lemma not in lexicon.classes.get("ENDING_VERB", frozenset()):
        return None
    entry = verb_entry(verb, lexicon)
    if entry is None or entry.event_type not in ENDINGS or entry.event_type == deed.event_type:
        return None
    return entry if any(c.where == "obj" and not c.negated for c in entry.conditions) else None


def _phrase(verb: Token, noun: Token, deed: Entry, lexicon: Lexicon) -> Entry | None:
    """Return the entry of a verb that makes another event of the noun ("went on strike")."""
    entry = verb_entry(verb, lexicon)
    if entry is None or entry.event_type == deed.event_type or deed.before:
        return None
    if deed.event_type in ("AID", "COOPERATE") and entry.event_type == "AGREE":
        return entry  # "offered military assistance" promises it
    if entry.event_type in ENDINGS or (
        deed.event_type in MATERIAL and entry.event_type not in MATERIAL
    ):
        return None  # "announced the withdrawal" tells of the withdrawal
    named = [w for c in entry.conditions if not c.negated for w in (*c.words, *c.inner)]
    return entry if noun.lemma in named else None


def _with_noun(verb: Token, noun: Token, words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return a verb, its particle and the noun it acts on, if they stand close together."""
    span = tuple(sorted({verb, *children(verb, "prt"), *words}, key=lambda t: t.i))
    return span if span[-1].i - span[0].i <= LONGEST_TRIGGER and noun.i > verb.i else (verb,)


def _verb_words(verb: Token, entry: Entry, lexicon: Lexicon) -> tuple[Token, ...]:
    """Return the trigger words of a verb pattern: the verb, and what it needs to mean the event.

    "set … fire" keeps its object; in "shelled the town" the object is a participant.
    """
    words = [verb, *(c for c in children(verb, "prt") if c.i > verb.i)]
    for condition in entry.conditions:
        if (
            condition.negated
            or not condition.words
            or condition.where in ("subj", "prep", "clause", "will")
        ):
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
    # "took up position in the hills", "losing ground": part of the phrase, nobody's property.
    is_bare = token.tag == "NN" and not any(c.i < token.i for c in token.children)
    return not is_bare and bool(lexicon.classes_of(token.lemma) & PARTICIPANTS)


def _reason_against(mention: Mention, nearby: list[Mention], topics: Topics) -> str | None:
    """Return why a candidate is no event mention, or None."""
    lexicon = topics.lexicon
    head = mention.noun if mention.noun is not None else mention.head
    if _is_modifier(mention, head):
        return None if _speaks(mention, head) else "modifier"
    if mention.event_type not in MATERIAL and not _is_main_clause(mention, nearby):
        return "verbal_not_main_clause"
    if _is_asked_resignation(mention, nearby):
        return "verbal_not_main_clause"
    if is_person_not_deed(mention, lexicon):
        return "no_conflict_sense"
    if (
        mention.noun is not None
        and mention.head is mention.noun
        and not says_more(mention, lexicon)
    ):
        return "generic" if head.tag == "NNS" and not children(head, "det") else "noun_adds_nothing"
    if mention.noun is None and points_back(mention.head):
        return "noun_adds_nothing"
    if mention.sentence.is_heading and not _is_clause(mention):
        return "fragment"
    if _needs_violence(mention, lexicon) and not _violence_beside(mention, nearby, topics):
        return "accident_or_nature"
    return other_sense(mention, topics)


def _is_asked_resignation(mention: Mention, nearby: list[Mention]) -> bool:
    """Tell whether somebody's resignation is what a verbal event asks for or rules out."""
    if mention.event_type != "RETREAT" or mention.mode != "resign":
        return False
    verbal = {m.head.i for m in nearby if m.event_type not in MATERIAL}
    return any(above.i in verbal for above in mention.head.ancestors())


def _is_modifier(mention: Mention, head: Token) -> bool:
    """Tell whether the word only describes another ("trained and equipped", "-fired missiles")."""
    first = head
    while first.dep == "conj" and first.head.dep in ("amod", "compound", "conj"):
        first = first.head
    if first.dep in ("compound", "nmod"):
        return True
    if mention.noun is not None:
        # "the Cessation of Hostilities" is the name of an agreement.
        return head.lemma == "cessation" and head.text.istitle()
    return first.dep == "amod"


def _needs_violence(mention: Mention, lexicon: Lexicon) -> bool:
    if "needs_violence" in mention.entry.note:
        return True
    noun = mention.noun
    return (
        noun is not None
        and mention.head is noun
        and noun.lemma in lexicon.classes.get("TOLL", frozenset())
    )


def _speaks(mention: Mention, token: Token) -> bool:
    """Tell whether a participle before a noun tells the deed ("the besieged city" does not)."""
    if mention.event_type != "ASSAULT" or token.dep != "amod":
        return False
    if token.lower == "dead":
        return True
    return any(c.dep in ("advmod", "npadvmod") and c.lower not in DEGREES for c in token.children)


def _is_clause(mention: Mention) -> bool:
    in_clause = mention.head.dep in ("ROOT", "conj", "ccomp", "advcl")
    return mention.head.pos in ("VERB", "AUX") and in_clause


def _is_main_clause(mention: Mention, nearby: list[Mention]) -> bool:
    """Tell whether a verbal event stands in a main clause or in what a source says.

    What somebody asks, promises or threatens to say or do in words is no claim of its own.
    """
    token = mention.head
    if token.pos == "NOUN" and mention.noun is not None:
        return False
    others = [m for m in nearby if m is not mention]
    verbal = {m.head.i for m in others if m.event_type not in MATERIAL}
    if _is_content_of_paper(token):
        token = token.head.head
    elif _goes_with(token, mention) and all(m.head is not token.head for m in others):
        token = token.head
    while _goes_on(token) and not token.is_root:
        if token.dep in ("xcomp", "ccomp") and token.head.i in verbal and not _is_before(token):
            return False
        token = token.head
    return token.is_root


def _goes_on(verb: Token) -> bool:
    """Tell whether a clause is as good as the one above: joined, its content, a contrast."""
    if verb.dep in ("conj", "xcomp", "ccomp", "parataxis", "acomp"):
        return True
    marks = {c.lower for c in children(verb, "mark")}
    is_finite = verb.tag in ("VBD", "VBZ", "VBP") or any(
        c.tag in FINITE for c in children(verb, "aux", "auxpass")
    )
    return verb.dep == "advcl" and bool(marks & CONTRAST) and is_finite and verb.i > verb.head.i


def _is_before(clause: Token) -> bool:
    """Tell whether a semicolon parts a clause from the one after it, read as its frame."""
    head = clause.head
    return clause.i < head.i and any(c.text == ";" for c in (*clause.children, *head.children))


def _is_content_of_paper(verb: Token) -> bool:
    """Tell whether a participle says what a paper says ("issued a report accusing the army")."""
    paper = verb.head
    return verb.dep == "acl" and verb.tag == "VBG" and paper.dep == "dobj" and paper.lemma in PAPERS


def _goes_with(verb: Token, mention: Mention) -> bool:
    """Tell whether a participle behind a comma tells what its subject did besides.

    Demands are left out: they are mostly those of a protest told before.
    """
    before = [t for t in verb.head.children if t.text == "," and t.i < verb.i]
    return (
        verb.dep == "advcl"
        and verb.tag == "VBG"
        and verb.lemma not in CAUSING
        and mention.event_type != "REQUEST"
        and verb.i > verb.head.i
        and bool(before)
        and not children(verb, "mark", "nsubj")
    )


def _is_counted_or_armed(mention: Mention, lexicon: Lexicon) -> bool:
    """Tell whether the dead are counted by a noun, or are soldiers or fighters."""
    if mention.noun is not None:
        return mention.entry.lemma == "death" and toll_entry(mention.noun, lexicon) is not None
    fallen = (
        surface_subjects(mention.head) if mention.entry.lemma == "die" else objects(mention.head)
    )
    return any("FORCE" in lexicon.classes_of(t.lemma) for t in fallen)


def _takes_ground(mention: Mention) -> bool:
    return mention.event_type == "COERCE" and "territory" in mention.contexts


def _violence_beside(mention: Mention, others: list[Mention], topics: Topics) -> bool:
    """Tell whether the sentence, or the one before, has another word of violence.

    The dead that are counted need only a report that is about violence.
    """
    lexicon = topics.lexicon
    words = mention.sentence.tokens
    crashes = lexicon.classes.get("ACCIDENT_VERB", frozenset())
    other_causes = any(
        (lexicon.classes_of(t.lemma) & OTHER_CAUSES and t.lemma != "fire")
        or (t.pos == "VERB" and t.lemma in crashes)
        for t in words
    )
    if other_causes:
        others = [m for m in others if m.sentence is mention.sentence]
    elif topics.violence >= VIOLENT_REPORT and _is_counted_or_armed(mention, lexicon):
        return True
    own = {t.i for t in mention.words}
    if any(m is not mention and (m.event_type == "ASSAULT" or _takes_ground(m)) for m in others):
        return True
    violence = lexicon.classes.get("VIOLENCE", frozenset())
    return any(t.lemma in violence and t.i not in own for t in words)
