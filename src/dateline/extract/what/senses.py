"""Is it that sense of the word? Sport, business, weather and figures of speech are no events.

What gives a sense away: an argument of another world (a goalkeeper, a virus), a figure before the
noun ("price war"), cue words around, the label of a column ("SPORT. …"), a work's title ("In “The
Last Salvo”, …"), or a year long before the report beside words of museums and books.
"""

from __future__ import annotations

import re

from dateline.extract.match import PARTS, classes_of
from dateline.extract.mention import Mention
from dateline.extract.what.generic import is_spoken_of
from dateline.knowledge.event_lexicon import Lexicon
from dateline.parse.arguments import objects, prepositional, subjects, surface_subjects
from dateline.parse.grammar import children, is_passive
from dateline.parse.parsed import Parsed, Sentence, Token

SENSE_CLASSES = frozenset({"SPORT", "WEATHER", "DISEASE", "FINANCE"})
FIGURE_PREMODIFIERS = frozenset(
    {"heart", "asthma", "panic", "verbal", "personal", "media", "charm", "advertising", "sales"}
    | {"price", "ad", "marketing", "bidding", "culture", "turf", "snowball", "pillow"}
    | {"political", "ad-hominem", "scathing", "stinging", "rhetorical", "legal", "star"}
)
CONTESTS = frozenset({"battle", "fight", "war", "clash", "struggle", "campaign", "confrontation"})
CONTESTED = frozenset({"ABSTRACT", "FINANCE", "MONEY", "DOCUMENT", "OFFICE", "SPORT", "TALK"})
PERSONS = frozenset({"PEOPLE", "CAPTIVE", "FORCE", "GROUP"})
CAUSES = frozenset({"in", "during", "by", "from", "of", "after"})
IMMATERIAL = frozenset(
    {"ABSTRACT", "FINANCE", "MONEY", "TALK", "SPORT", "DOCUMENT", "OFFICE", "TOLL", "UTILITY"}
    | {"MEDIA", "QUANTITY", "PENALTY", "CURB"}
)
CUES_NEEDED = 2
"""Cue words of one sense in a sentence that decide it."""
CUES_THAT_RULE = 4
"""Cue words of one sense in a paragraph that decide it whatever is armed in it."""
RULING = frozenset({"sport", "fiction"})
"""Worlds that borrow soldiers and weapons for their figures."""
CUES_NEEDED_AROUND = 3
"""Cue words of one sense in a paragraph that decide it for words that could be either."""
WINDOW = 3
"""Sentences before and after that tell, with the sentence itself, what a passage is about."""
ENOUGH_SENTENCES = 6
"""Sentences a report must have before the silence about anybody armed says something."""
LABEL = "label:"
"""Kinds of cues that are labels of a column, with the sense after the colon."""
TOPICAL = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "AID", "THREATEN", "PROTEST"})
NOBODY = frozenset({"nobody", "none", "no-one"})
HARM_VERBS = frozenset({"hurt", "injure", "wound", "kill", "harm", "die"})
NOT_IN_COMBAT = frozenset({"non-combat", "noncombat", "non-hostile"})
RATED = re.compile(r"[”\"’']\s*\((?:PG(?:-13)?|R|G|U|12A?|14A|15|18A?|AA|NC-17|TV-MA)\)")
"""The title of a film with the age it is for: “The Last Bridge” (PG)."""
YEAR = re.compile(r"^1[0-9]{3}s?$|^20[0-9]{2}s?$")
LONG_AGO = 60
"""Years before the report after which a dated event is history."""
UNDATED_HISTORY = 1930
"""Years before this one are history in a report without a day of publication."""
NOT_LONG_AGO = 10
"""Years after which it is, if the sentence also speaks of a museum, a novel or an anniversary."""
STARTING = frozenset({"launch", "declare", "wage", "start", "begin", "resume", "end", "stop"})
TITLE_WORDS = 8
SMALL_WORDS = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "with"})


class Topics:
    """What each paragraph of a report is about, as far as cue words tell."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon) -> None:
        self.parsed = parsed
        self.lexicon = lexicon
        self.kinds = {k: w for k, w in lexicon.metaphor.items() if not k.startswith(LABEL)}
        self._counted: dict[int, dict[str, int]] = {}
        self.labels: dict[int, str] = {}
        self.violence = 0
        self.armed = 0
        armed = lexicon.classes.get("ARMED", frozenset())
        violent = lexicon.classes.get("VIOLENCE", frozenset())
        for sentence in parsed.sentences:
            self.violence += sum(1 for t in sentence.tokens if t.lemma in violent)
            self.armed += sum(1 for t in sentence.tokens if t.lemma in armed or t.lower in armed)
            label = self._label(sentence)
            if label is not None:
                self.labels.setdefault(sentence.block, label)

    @property
    def peaceful(self) -> bool:
        """The report is long enough to tell, and speaks of nobody armed."""
        return self.armed == 0 and len(self.parsed.sentences) >= ENOUGH_SENTENCES

    def _label(self, sentence: Sentence) -> str | None:
        words = [t.lower for t in sentence.tokens if t.text[0].isalnum()]
        said = self.parsed.report.text[sentence.start : sentence.end]
        if RATED.search(said):
            return "fiction"
        if len(words) > 2:
            return None
        for kind, known in self.lexicon.metaphor.items():
            if kind.startswith(LABEL) and " ".join(words) in known:
                return kind.removeprefix(LABEL)
        return None

    def _cues(self, sentence: Sentence, own: frozenset[int]) -> dict[str, int]:
        words: set[str] = set()
        previous = ""
        for token in sentence.tokens:
            if token.i not in own:
                words |= {token.lemma, token.lower}
                words |= {f"{previous} {token.lemma}", f"{previous} {token.lower}"}
            previous = token.lower
        return {kind: len(words & cues) for kind, cues in self.kinds.items() if words & cues}

    def sense(self, mention: Mention) -> bool:
        """Tell whether the words around a mention are those of another world."""
        sentence = mention.sentence
        own = frozenset(t.i for t in mention.words)
        # Relief after a flood is aid all the same.
        other = {"weather", "health"} if mention.event_type == "AID" else set()
        here = {k: n for k, n in self._cues(sentence, own).items() if k not in other}
        around = self._around(sentence)
        label = self.labels.get(sentence.block)
        if label == "fiction" or any(
            around.get(k, 0) >= CUES_THAT_RULE + (k not in RULING) for k in here
        ):
            return True
        if any(count >= CUES_NEEDED for count in here.values()):
            return not self._is_hard(mention, own)
        topical = (label is not None and label not in other) or any(
            count >= CUES_NEEDED_AROUND and kind not in other for kind, count in around.items()
        )
        return topical and not self._is_hard(mention, own)

    def _around(self, sentence: Sentence) -> dict[str, int]:
        """Return the cue words of each sense in the paragraph, or so much of it as stands near.

        A text that came without paragraphs has cue words of every sense somewhere.
        """
        counted: dict[str, int] = {}
        for n in range(sentence.n - WINDOW, sentence.n + WINDOW + 1):
            if not 1 <= n <= len(self.parsed.sentences):
                continue
            if self.parsed.sentences[n - 1].block == sentence.block:
                if n not in self._counted:
                    self._counted[n] = self._cues(self.parsed.sentences[n - 1], frozenset())
                for kind, count in self._counted[n].items():
                    counted[kind] = counted.get(kind, 0) + count
        return counted

    def _is_hard(self, mention: Mention, own: frozenset[int]) -> bool:
        """Tell whether the sentence has weapons, police, soldiers or armed groups."""
        if mention.event_type in ("COERCE", "RETREAT") and mention.mode in ("arrest", "release"):
            return True
        armed = self.lexicon.classes.get("ARMED", frozenset())
        return any(
            token.i not in own and (token.lemma in armed or token.lower in armed)
            for token in mention.sentence.tokens
        )


def _argument_senses(tokens: list[Token], lexicon: Lexicon) -> bool:
    known = [lexicon.classes_of(t.lemma) for t in tokens]
    people = {"PEOPLE", "FORCE", "GROUP", "PLACE", "BUILDING", "VEHICLE", "AUTHORITY", "GOODS"}
    return any(found & SENSE_CLASSES and not found & people for found in known)


def _is_contest(mention: Mention, lexicon: Lexicon) -> bool:
    """Tell whether two sides contend about a matter, not in arms ("a battle over pensions")."""
    noun = mention.noun
    if noun is None or noun.lemma not in CONTESTS:
        return False
    matters = prepositional(noun, frozenset({"over", "for", "about"}))
    matters += prepositional(mention.head, frozenset({"over", "about"}))
    known = [lexicon.classes_of(t.lemma) for t in matters]
    return any(found & CONTESTED and not found & {"PLACE", "TERRITORY"} for found in known)


def _is_figure(mention: Mention, lexicon: Lexicon) -> bool:
    nouns = [mention.noun] if mention.noun is not None else objects(mention.head)
    if "light" in mention.entry.note:  # "a price war broke out"
        nouns = [*nouns, *surface_subjects(mention.head)]
    return any(
        {t.lower for t in children(noun, "compound", "amod")} & FIGURE_PREMODIFIERS
        for noun in nouns
        if noun.pos in ("NOUN", "PROPN")
        # "political prisoners" are people, "a political attack" is none
        and not (mention.noun is None and lexicon.classes_of(noun.lemma) & PERSONS)
    )


def _is_animals(mention: Mention, lexicon: Lexicon) -> bool:
    """Tell whether animals, storms or germs do it ("an invasion of mosquitoes")."""
    noun = mention.noun
    doers = subjects(mention.head) if noun is None else prepositional(noun, frozenset({"of", "by"}))
    others = {"ANIMAL", *SENSE_CLASSES}
    known = [lexicon.classes_of(t.lemma) for t in doers]
    return bool(known) and all(
        found & others and not found & {"PEOPLE", "FORCE", "GROUP", "PLACE"} for found in known
    )


def is_nobody(mention: Mention) -> bool:
    """Tell whether nobody did it: "no group has claimed it", "nobody was hurt"."""
    head = mention.head
    doers = surface_subjects(head) if mention.noun is None or mention.head is not head else []
    doers = doers or surface_subjects(head)
    nobody = any(
        t.lower in NOBODY
        or any(c.lower == "no" for c in children(t, "det"))
        or (t.lower == "one" and any(c.lower == "no" for c in t.children))
        for t in doers
    )
    if not nobody:
        return False
    claims = "responsibility" in mention.entry.note or any(
        t.lemma == "responsibility" for t in mention.words
    )
    harmless = head.lemma in HARM_VERBS and (is_passive(head) or head.lemma == "die")
    verbal = mention.event_type in ("CONCEDE", "ACCUSE", "THREATEN", "REQUEST", "SUPPORT", "AGREE")
    return claims or harmless or verbal


def _is_history(mention: Mention, parsed: Parsed, lexicon: Lexicon) -> bool:
    """Tell whether the sentence dates the event long before the report."""
    published = parsed.report.published
    words = mention.sentence.tokens
    years = [int(t.text[:4]) for t in words if YEAR.match(t.text) and t.entity in ("DATE", "")]
    if not years or mention.event_type not in TOPICAL:
        return False
    if published is None:
        return max(years) < UNDATED_HISTORY
    age = published.year - max(years)
    told = lexicon.classes.get("NEWS_OF", frozenset())
    return age >= LONG_AGO or (age >= NOT_LONG_AGO and any(t.lemma in told for t in words))


def _is_in_a_work(mention: Mention, parsed: Parsed) -> bool:
    """Tell whether the sentence retells a work: “In ‘The Title’, a colonel kidnaps …”."""
    if not any(t.tag in ("VBZ", "VBP") for t in mention.sentence.tokens):
        return False
    for quotation in parsed.quotations:
        if not mention.sentence.start <= quotation.start < mention.sentence.end:
            continue
        inside = [t for t in mention.sentence.tokens if quotation.start <= t.start < quotation.end]
        words = [t for t in inside if t.text[0].isalpha()]
        first = inside[0].i if inside else 0
        before = next((t for t in reversed(mention.sentence.tokens) if t.i < first - 1), None)
        if (
            1 < len(words) <= TITLE_WORDS
            and all(t.text[0].isupper() or t.lower in SMALL_WORDS for t in words)
            and before is not None
            and before.lower == "in"
            and all(
                not (w.start >= quotation.start and w.end <= quotation.end) for w in mention.words
            )
        ):
            return True
    return False


def _is_standing(mention: Mention, lexicon: Lexicon) -> bool:
    """Tell whether it says where forces stand rather than that they went ("were positioned")."""
    head = mention.head
    if mention.noun is not None or not is_passive(head):
        return False
    return head.lemma in lexicon.classes.get("STATIVE", frozenset()) and not children(head, "agent")


def _is_soft(mention: Mention, lexicon: Lexicon) -> bool:
    """Tell whether a report about nobody armed makes another sense likelier; not of a murder."""
    if mention.event_type == "ASSAULT":
        named = {t.lemma for t in (mention.head, mention.noun) if t is not None}
        if named & lexicon.classes.get("DELIBERATE", frozenset()):
            return False
        if "responsibility" in mention.entry.note:
            return False
        return mention.mode is None or mention.mode in ("destroy", "heavy-weapons")
    if mention.event_type == "RETREAT":
        return mention.mode in ("withdraw", "release", "access", None)
    return mention.event_type == "MOBILIZE"


def _is_accident(mention: Mention, lexicon: Lexicon) -> bool:
    """Tell whether the harm came of an accident or of nature ("killed in a crash")."""
    head = mention.head
    if mention.noun is not None or head.lemma not in HARM_VERBS | {"destroy", "damage"}:
        return False
    if any(t.lower in NOT_IN_COMBAT for t in mention.sentence.tokens):
        return True
    doers = subjects(head) if head.lemma not in ("die", "perish") else []
    causes = [*doers, *prepositional(head, CAUSES)]
    clauses = [c for c in children(head, "advcl") if c.pos == "VERB"]
    sinking = lexicon.classes.get("ACCIDENT_VERB", frozenset())
    if any(c.lemma in sinking for c in clauses):
        return True
    known = [classes_of(t, lexicon) for t in causes if t.pos == "NOUN" and t.lemma != "fire"]
    if any(found & {"ACCIDENT", "WEATHER", "DISEASE"} for found in known):
        return True
    if doers or head.lemma == "die":
        return False
    words = mention.sentence.tokens
    armed = lexicon.classes.get("ARMED", frozenset())
    blaze = any(
        classes_of(t, lexicon) & {"ACCIDENT", "WEATHER"} and t.dep in ("nsubj", "pobj")
        for t in words
        if t.pos == "NOUN" and not children(t, "amod") and t.head.lemma not in ("open", "come")
    )
    return blaze and not any(t.lemma in armed for t in words)


def _is_abstract(mention: Mention, lexicon: Lexicon) -> bool:
    """Tell whether what strikes is a thing of the mind or the market ("hit by losses")."""
    if mention.noun is not None:
        return False
    doers = [
        inner
        for t in subjects(mention.head)
        for inner in (prepositional(t, frozenset({"of"})) if t.lemma in PARTS else [t])
    ]
    known = [lexicon.classes_of(t.lemma) for t in doers if t.pos == "NOUN"]
    return bool(known) and all(found and found <= IMMATERIAL for found in known)


def _is_told_by_a_work(mention: Mention, lexicon: Lexicon) -> bool:
    """Tell whether a novel, a film or a museum tells it."""
    works = lexicon.classes.get("WORK", frozenset())
    for word in (mention.head, *mention.head.ancestors()):
        if word.pos != "VERB":
            continue
        named = [*children(word, "nsubj"), *prepositional(word, frozenset({"in"}))]
        if any(t.lemma in works and t.pos == "NOUN" for t in named):
            return True
    return False


def _is_standing_war(mention: Mention, lexicon: Lexicon) -> bool:
    """Tell whether a noun names a lasting war or cause ("the fight against terrorism")."""
    noun = mention.noun
    if noun is None or noun.lemma not in lexicon.classes.get("STANDING", frozenset()):
        return False
    if set(mention.entry.before) - {"civil", "holy", "armed"}:
        return False  # "bombing campaign", "turf war": deeds, not causes
    return mention.head is noun or mention.head.lemma not in STARTING


def other_sense(mention: Mention, topics: Topics) -> str | None:
    """Return the reason code if the words are used in another sense here, else None."""
    lexicon, parsed = topics.lexicon, topics.parsed
    if is_nobody(mention):
        return "state_not_event"
    if mention.event_type in TOPICAL - {"AID", "THREATEN"} and (
        _is_figure(mention, lexicon) or _is_contest(mention, lexicon)
    ):
        return "metaphor"
    if _is_history(mention, parsed, lexicon):
        return "historical_background"
    if _is_in_a_work(mention, parsed) or _is_told_by_a_work(mention, lexicon):
        return "metaphor"
    if mention.event_type not in TOPICAL:
        return None
    if topics.peaceful and _is_soft(mention, lexicon):
        return "no_conflict_sense"
    if _is_standing(mention, lexicon) or _is_standing_war(mention, lexicon):
        return "state_not_event"
    if is_spoken_of(mention, lexicon):
        return "generic"
    if mention.event_type == "ASSAULT":
        if _is_animals(mention, lexicon) or _is_accident(mention, lexicon):
            return "accident_or_nature"
        if _is_abstract(mention, lexicon):
            return "metaphor"
    if mention.noun is None and mention.event_type not in ("AID", "THREATEN", "PROTEST"):
        if _argument_senses([*subjects(mention.head), *objects(mention.head)], lexicon):
            return "accident_or_nature" if mention.event_type == "ASSAULT" else "metaphor"
    return "metaphor" if topics.sense(mention) else None
