"""Mend parses the model is known to get wrong, before anyone reads them.

Each repair is a general pattern with its reason; each leaves a well-formed tree.
"""

from __future__ import annotations

from itertools import pairwise

from dateline.parse.parsed import Sentence, Token

HEDGE_PREPOSITIONS = frozenset({"around", "about", "over", "under", "near", "some", "nearly"})

SAYING = frozenset({"say", "report", "add", "announce", "claim", "state", "confirm", "recall"})
HARM = frozenset(
    {"kill", "wound", "injure", "arrest", "detain", "abduct", "kidnap", "displace", "hurt"}
    | {"execute", "behead", "murder", "massacre", "burn", "destroy", "damage", "loot", "free"}
)
SUFFERED = HARM | {"shoot", "stab", "beat", "torture", "recruit", "take", "seize", "capture"}
"""Deeds that, without an object and beside a passive, are suffered."""
ACCUSING = frozenset({"accuse", "suspect", "convict", "acquit", "blame", "prevent", "stop"})
TAKING_OBJECTS = HARM - {"burn", "free", "loot", "damage", "destroy"}
"""Deeds that are never told as done without saying to whom."""
SPEECH_ACTS = frozenset(
    {"threaten", "call", "urge", "accuse", "vow", "deny", "demand", "warn", "pledge", "blame"}
    | {"condemn", "reject", "promise", "appeal", "ask", "order"}
)
TELLING = frozenset(
    {"tell", "inform", "notify", "assure", "warn", "remind", "persuade", "convince"}
)
HANDING = frozenset({"hand", "turn", "sign"})
"""Verbs that give with "over"."""
FRONTED = frozenset({"near", "outside", "around", "inside"})
TIME_MARKS = frozenset({"since", "after", "before", "until"})


def attach(child: Token, head: Token, dep: str) -> None:
    """Hang a token on another head; keeps both lists of children in text order."""
    if child.head is not child:
        child.head.children.remove(child)
    child.head, child.dep = head, dep
    head.children.append(child)
    head.children.sort(key=lambda t: t.i)


def _is_below(token: Token, head: Token) -> bool:
    return token is head or any(a is head for a in token.ancestors())


def numbered_subject(sentence: Sentence) -> None:
    """Give a subjectless verb the noun that "around 80" hid in a prepositional phrase.

    "Since May around 80 villages were liberated" is read as "May around 80 villages".
    """
    for prep in sentence.tokens:
        if prep.dep != "prep" or prep.lower not in HEDGE_PREPOSITIONS:
            continue
        nouns = [c for c in prep.children if c.dep == "pobj"]
        if not nouns or not any(c.dep == "nummod" for c in nouns[0].children):
            continue
        number = next(c for c in nouns[0].children if c.dep == "nummod")
        if number.i != prep.i + 1:
            continue
        _free_false_subject(prep)
        verb = _subjectless_verb(sentence, nouns[0])
        if verb is None or _is_below(verb, prep):
            continue
        passive = any(c.dep == "auxpass" for c in verb.children)
        attach(nouns[0], verb, "nsubjpass" if passive else "nsubj")
        attach(prep, number, "advmod")


def _free_false_subject(prep: Token) -> None:
    """Re-hang "Since the start of the offensive" read as "since the start … were liberated"."""
    for noun in prep.ancestors():
        if noun.dep not in ("nsubj", "nsubjpass"):
            continue
        marks = [c for c in noun.head.children if c.dep == "mark" and c.lower in TIME_MARKS]
        if marks and marks[0].i < noun.i:
            marks[0].dep = "prep"
            attach(noun, marks[0], "pobj")
        return


def is_finite(verb: Token) -> bool:
    """Tell whether a verb has a tense of its own."""
    if verb.tag in ("VBD", "VBP", "VBZ") and verb.dep not in ("aux", "auxpass"):
        return True
    return any(c.dep in ("aux", "auxpass") and c.tag != "TO" for c in verb.children)


def _subjectless_verb(sentence: Sentence, noun: Token) -> Token | None:
    """Return the main verb after a noun, if it is finite and lacks a subject."""
    for token in sentence.tokens:
        if token.i < noun.i or token.dep not in ("ROOT", "ccomp", "advcl") or not is_finite(token):
            continue
        has_subject = any(c.dep in ("nsubj", "nsubjpass", "csubj") for c in token.children)
        return None if has_subject else token
    return None


def dated_subject(sentence: Sentence) -> None:
    """Give back the subject that a date swallowed: "on 20 July militiamen erected roadblocks"."""
    for prep in sentence.tokens:
        if prep.dep != "prep":
            continue
        nouns = [c for c in prep.children if c.dep == "pobj"]
        if not nouns or nouns[0].entity in ("DATE", "TIME"):
            continue
        noun, verb = nouns[0], prep.head
        dates = [c for c in noun.children if c.entity in ("DATE", "TIME") and c.i < noun.i]
        if not dates or verb.pos not in ("VERB", "AUX") or not is_finite(verb) or noun.i > verb.i:
            continue
        if any(c.dep in ("nsubj", "nsubjpass", "csubj", "expl") for c in verb.children):
            continue
        passive = any(c.dep == "auxpass" for c in verb.children)
        attach(noun, verb, "nsubjpass" if passive else "nsubj")
        for date in dates:
            attach(date, prep, "pobj")


def fronted_place(sentence: Sentence) -> None:
    """Read "Near Ar Raqqah, …" as a phrase of place, not as a name that is the subject."""
    first = sentence.tokens[0]
    name = first.head
    if first.lower not in FRONTED or first.dep not in ("compound", "amod", "nmod", "advmod"):
        return
    if name.pos != "PROPN" or name.is_root or sentence.root.pos not in ("VERB", "AUX"):
        return
    after = next((t for t in sentence.tokens if t.i > name.i), None)
    if after is None or after.text != ",":
        return
    attach(first, sentence.root, "prep")
    attach(name, first, "pobj")
    first.pos, first.tag = "ADP", "IN"


def speaker_between(sentence: Sentence) -> None:
    """Join what a speaker's name parted: "X had taken the hill, residents said, but withdrew".

    The second verb is read as the speaker's own deed; it carries on the first.
    """
    for said in sentence.tokens:
        if said.lemma not in SAYING:
            continue
        content = [c for c in said.children if c.dep == "ccomp" and c.i < said.i]
        speaker = [c for c in said.children if c.dep == "nsubj" and content and c.i > content[0].i]
        if not speaker:
            continue
        comma = next((t for t in sentence.tokens if t.i == said.i + 1 and t.text == ","), None)
        for verb in [c for c in said.children if c.dep == "conj" and c.i > said.i]:
            if comma is None or any(c.dep in ("nsubj", "nsubjpass") for c in verb.children):
                continue
            attach(verb, content[0], "conj")
            for cc in [c for c in said.children if c.dep == "cc" and c.i > said.i]:
                attach(cc, content[0], "cc")


def _free_false_object(verb: Token) -> None:
    """Re-hang "territory" of "killed in Irumu territory", read as the object of "killed"."""
    for noun in [c for c in verb.children if c.dep == "dobj"]:
        before = [p for p in verb.children if p.dep == "prep" and verb.i < p.i < noun.i]
        inner = [c for p in before for c in p.children if c.dep == "pobj" and c.i == noun.i - 1]
        if inner and inner[0].pos == "PROPN" and noun.pos == "NOUN" and not noun.children:
            prep = inner[0].head
            attach(noun, prep, "pobj")
            attach(inner[0], noun, "compound")


def elliptic_passive(sentence: Sentence) -> None:
    """Read "46 civilians killed in 12 attacks", in headings and lists, as a passive."""
    for verb in sentence.tokens:
        if verb.lemma not in HARM or verb.tag not in ("VBD", "VBN") or verb.dep == "amod":
            continue
        subject = [c for c in verb.children if c.dep == "nsubj"]
        _free_false_object(verb)
        if not subject or any(c.dep in ("dobj", "aux", "auxpass", "ccomp") for c in verb.children):
            continue
        if verb.tag == "VBN":  # "with ten people killed"
            subject[0].dep = "nsubjpass"
        after = [c for c in verb.children if c.i > verb.i and c.dep in ("prep", "agent")]
        shares = any(
            c.dep == "conj" and any(g.dep == "dobj" for g in c.children) for c in verb.children
        )
        is_within = verb.dep in ("pcomp", "ccomp", "advcl") and verb.lemma in TAKING_OBJECTS
        if after or verb is sentence.tokens[-1] or sentence.is_heading:
            subject[0].dep = "nsubjpass"
        elif is_within and not shares:  # "with 2,000 civilians killed this year"
            subject[0].dep = "nsubjpass"


def gapped_passive(sentence: Sentence) -> None:
    """Read "13 were executed and 40 boys abducted" as two passives; "were" is left out."""
    for verb in sentence.tokens:
        if verb.dep != "conj" or verb.tag not in ("VBN", "VBD"):
            continue
        first = verb.head
        if not any(c.dep in ("auxpass", "nsubjpass") for c in first.children):
            continue
        if any(c.dep in ("dobj", "aux", "auxpass", "ccomp", "xcomp", "prt") for c in verb.children):
            continue
        subject = [c for c in verb.children if c.dep == "nsubj" and c.i < verb.i]
        if not subject and verb.lemma in SUFFERED:  # "were rounded up and shot"
            verb.tag = "VBN"
        if subject and (verb.tag == "VBN" or verb.lemma in SUFFERED):
            verb.tag = "VBN"
            subject[0].dep = "nsubjpass"


def speech_goes_on(sentence: Sentence) -> None:
    """Give a verb of speech back to the speaker: "X said that boats had rammed it, and threatened".

    The verb is read as a second deed of those spoken of. A comma before "and", and a simple past
    after "had …", tell that the speaker goes on.
    """
    for verb in sentence.tokens:
        if verb.dep != "conj" or verb.lemma not in SPEECH_ACTS or verb.tag != "VBD":
            continue
        content = verb.head
        if content.dep != "ccomp" or content.head.lemma not in SAYING or content.i > verb.i:
            continue
        is_past_perfect = any(c.dep == "aux" and c.lower == "had" for c in content.children)
        before = [t for t in sentence.tokens if t.i == verb.i - 2]
        has_comma = any(t.text == "," for t in before)
        if is_past_perfect and has_comma and not any(c.dep == "nsubj" for c in verb.children):
            attach(verb, content.head, "conj")


def told_hearer(sentence: Sentence) -> None:
    """Give a verb of telling its content, read as describing the hearer.

    "Told a radio station that no base had fallen": a clause with "that" and a subject of its own
    lacks nothing, and is no relative clause.
    """
    for verb in sentence.tokens:
        if verb.dep not in ("relcl", "acl") or verb.head.dep not in ("dobj", "dative"):
            continue
        hearer = verb.head
        if hearer.head.lemma not in TELLING or any(c.dep == "ccomp" for c in hearer.head.children):
            continue
        marks = [c for c in verb.children if c.dep == "mark" and c.lower == "that"]
        subjects = [c for c in verb.children if c.dep in ("nsubj", "nsubjpass")]
        if marks and any(c.lower != "that" for c in subjects):
            attach(verb, hearer.head, "ccomp")


def accusation(sentence: Sentence) -> None:
    """Hang "of shelling a school" on "accused", not on those accused."""
    for prep in sentence.tokens:
        if prep.dep != "prep" or prep.lower not in ("of", "for", "from"):
            continue
        noun = prep.head
        if noun.head.i > noun.i:
            continue
        is_object = noun.dep in ("dobj", "nsubjpass") and noun.head.lemma in ACCUSING
        if is_object and any(c.dep == "pcomp" and c.tag == "VBG" for c in prep.children):
            attach(prep, noun.head, "prep")


def particle_before_number(sentence: Sentence) -> None:
    """Give "over" back to "handed over 40 rifles", where it is read as "more than 40"."""
    for verb, after in pairwise(sentence.tokens):
        if verb.lemma not in HANDING or after.lower != "over":
            continue
        if after.dep in ("quantmod", "advmod", "prep", "amod") and after.head is not verb:
            attach(after, verb, "prt")


def finite_verb_below_noun(sentence: Sentence) -> None:
    """Give a main clause back its verb: "The envoy, in a letter denounced the raid".

    The past tense is read as a participle of some noun, and a name is left as the root.
    """
    root = sentence.root
    if root.pos not in ("NOUN", "PROPN"):
        return
    verb = next((t for t in sentence.tokens if _is_past_below(t, root)), None)
    if verb is None:
        return
    own = [c for c in verb.children if c.dep in ("nsubj", "nsubjpass")]
    verb.head.children.remove(verb)
    verb.head, verb.dep = verb, "ROOT"
    attach(root, verb, "dep" if own else "nsubj")
    if not own:
        for prep in [c for c in root.children if c.dep == "prep" and c.i < verb.i]:
            if prep.i != root.i + 1:
                attach(prep, verb, "prep")


def _is_past_below(verb: Token, root: Token) -> bool:
    if verb.dep != "acl" or verb.i < root.i:
        return False
    # "The opposition called on him to resign": no other verb is finite.
    is_speech = verb.tag == "VBN" and verb.head is root and verb.lemma in SPEECH_ACTS
    is_speech = is_speech and not any(c.dep == "agent" for c in verb.children)
    if verb.tag != "VBD" and not is_speech:
        return False
    return all(a.pos in ("NOUN", "PROPN", "ADP") for a in verb.ancestors())


def passive_adjective(sentence: Sentence) -> None:
    """Read "were neutralised", which British spelling makes the model take for an adjective."""
    for word in sentence.tokens:
        if word.pos != "ADJ" or not word.lower.endswith(("ised", "ized")):
            continue
        if any(c.dep in ("auxpass", "nsubjpass", "agent") for c in word.children):
            word.pos, word.tag, word.lemma = "VERB", "VBN", word.lower[:-1]


def mend(sentence: Sentence) -> None:
    """Apply every repair to a sentence."""
    finite_verb_below_noun(sentence)
    particle_before_number(sentence)
    passive_adjective(sentence)
    numbered_subject(sentence)
    dated_subject(sentence)
    fronted_place(sentence)
    speaker_between(sentence)
    elliptic_passive(sentence)
    accusation(sentence)
    told_hearer(sentence)
    gapped_passive(sentence)
    speech_goes_on(sentence)
