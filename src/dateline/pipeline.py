"""code(): one report in, its claims out. A pure function: no state, no files, no network.

1. parse the report, 2. find the event mentions (what), 3. fill their roles (who),
4. for each mention ask when, where, how many, according to whom, and whether it happened,
5. drop what the guide does not count, 6. account for every sentence.
What is expensive (model, lexicons, gazetteer) is loaded once per process.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from dateline.extract import how_many, retold, status, what, when, where
from dateline.extract.according_to import about
from dateline.extract.according_to.chains import Sources
from dateline.extract.assemble import Answers, claim, trigger_of
from dateline.extract.how_many.phrases import NumberPhrase
from dateline.extract.identity import Identifier
from dateline.extract.mention import Involved, Mention, Roles
from dateline.extract.parties import Parties
from dateline.extract.status.likelihood import grade
from dateline.extract.what.bare_nouns import happens
from dateline.extract.what.relevance import concerns_nobody, is_public_by_noun, tells_violence
from dateline.extract.when.find import TimeExpression
from dateline.extract.when.frame import Frame
from dateline.extract.where.mention import PlaceMention
from dateline.extract.who.roles import Finder, is_generic
from dateline.knowledge import event_lexicon, gazetteer_files, speech_rules, weights
from dateline.knowledge.actor_list import ActorList
from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.tables import check_user_folder
from dateline.parse import gate, model
from dateline.parse.grammar import is_passive
from dateline.parse.parsed import Parsed, Sentence
from dateline.parse.parser import parse_all
from dateline.records import Claim, Coded, Rejected, Report, SentenceAccount, SentenceRef
from dateline.settings import Settings

SUFFERED = frozenset({"ACCUSE", "THREATEN", "REJECT", "SANCTION"})
"""Verbal types told of those who suffer them without saying by whom ("both were accused")."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All data the extraction reads, loaded once per process."""

    lexicon: event_lexicon.Lexicon
    speech: speech_rules.Speech
    actors: ActorList
    gazetteer: Gazetteer


@cache
def knowledge(user_folder: Path | None = None, gazetteer: str | None = None) -> Knowledge:
    """Load the knowledge, with the user's own files over it; ``gazetteer`` is as in Settings.

    Raises:
        KnowledgeError: a table is at fault, or the user's folder has a file that is not read.
    """
    if user_folder is not None:
        check_user_folder(user_folder)
    return Knowledge(
        event_lexicon.load(user_folder),
        speech_rules.load(user_folder),
        ActorList.load(user_folder),
        Gazetteer.open(gazetteer_files.chosen(gazetteer), user_folder),
    )


def load(settings: Settings) -> None:
    """Load what is loaded once per process, before the first report.

    Raises:
        KnowledgeError: a lexicon or another table is at fault.
    """
    knowledge(settings.knowledge, settings.gazetteer)
    model.load()


def code(report: Report, settings: Settings | None = None) -> Coded:
    """Return the claims of a report, what was rejected, and the account of every sentence."""
    return code_together([report], settings)[0]


def code_together(reports: Sequence[Report], settings: Settings | None = None) -> list[Coded]:
    """Return what :func:`code` returns for each of several reports, in less time.

    They are read by the model together; a few thousand words at a time are best.
    """
    settings = settings or Settings()
    known = knowledge(settings.knowledge, settings.gazetteer)
    parsed = parse_all(
        reports,
        max_sentence_tokens=settings.max_sentence_tokens,
        gate=gate.load(settings.knowledge) if settings.gate else None,
    )
    return [_coded(one, known) for one in parsed]


def _coded(parsed: Parsed, known: Knowledge) -> Coded:
    found, rejects = what.mentions(parsed, known.lexicon)
    claims = _claims(found, rejects, parsed, known) if found else []
    return Coded(
        report=parsed.report,
        claims=tuple(claims),
        rejected=tuple(_rejected(r, parsed) for r in rejects),
        sentences=_accounts(parsed, claims, rejects),
    )


def _claims(
    found: list[Mention], rejects: list[what.Reject], parsed: Parsed, known: Knowledge
) -> list[Claim]:
    """Return the claims that mentions make; those that make none are added to ``rejects``."""
    finder = Finder(known.lexicon, known.actors)
    told: list[tuple[Mention, Roles]] = []
    for mention in found:
        roles = finder.roles(mention)
        if is_generic(mention, roles):
            rejects.append(what.Reject(mention, "generic"))
        else:
            told.append((mention, roles))
    if not told:
        return []
    coder = _Coder(parsed, known)
    involved = [coder.involved(mention, roles) for mention, roles in told]
    reasons = _reasons_against(told, involved, known.lexicon)
    for (mention, _), reason in zip(told, reasons, strict=True):
        if reason is not None:
            rejects.append(what.Reject(mention, reason))
    if None not in reasons:
        return []  # nobody asks where and when
    made = [
        (mention, claim(mention, parsed, coder.answers(mention, roles, parties)))
        for (mention, roles), parties in zip(told, involved, strict=True)
    ]
    placed = where.with_places(made, parsed, coder.places)
    dated = retold.with_days(_renewed(made, placed), parsed)
    claims = [one for one, reason in zip(dated, reasons, strict=True) if reason is None]
    claims.sort(key=lambda c: (c.trigger.start, c.trigger.end, c.event_type))
    return about.linked(claims)


def _renewed(made: list[tuple[Mention, Claim]], claims: list[Claim]) -> list[tuple[Mention, Claim]]:
    return [(mention, claim) for (mention, _), claim in zip(made, claims, strict=True)]


def _reasons_against(
    told: list[tuple[Mention, Roles]], involved: list[Involved], lexicon: event_lexicon.Lexicon
) -> list[str | None]:
    """Return for each mention why it makes no claim, or None: who is involved decides."""
    violent = tells_violence(mention.event_type for mention, _ in told)
    return [
        _reason_against(mention, parties, is_public_by_noun(roles, lexicon), violent=violent)
        for (mention, roles), parties in zip(told, involved, strict=True)
    ]


def _reason_against(
    mention: Mention, involved: Involved, public: bool, *, violent: bool
) -> str | None:
    """Return why no claim is made of a mention, or None."""
    if mention.event_type not in what.MATERIAL and not involved.actor:
        is_told = mention.event_type in SUFFERED and mention.noun is None
        if not (is_told and involved.recipient and is_passive(mention.head)):
            return "required_actor_missing"
    if not public and concerns_nobody(mention.event_type, involved, in_violent_report=violent):
        return "no_public_party"
    noun = mention.noun
    if noun is not None and mention.head is noun and mention.event_type == "COERCE":
        numbered = any(c.dep == "nummod" for c in noun.children)
        tells = involved.actor or involved.recipient or numbered or happens(noun)
        return None if tells else "noun_adds_nothing"
    return None


class _Coder:
    """Asks every question of a mention; what is found once per report is kept here."""

    def __init__(self, parsed: Parsed, known: Knowledge) -> None:
        self.parsed = parsed
        self.known = known
        self.weights = weights.load()
        identifier = Identifier(parsed, known.actors)
        self.sources = Sources(parsed, known.speech, identifier)
        self.parties = Parties(parsed, identifier, self.sources, lambda: self.ground)

    @cached_property
    def places(self) -> list[PlaceMention]:
        """The place names of the report."""
        return where.places(self.parsed, self.known.gazetteer)

    @cached_property
    def ground(self) -> frozenset[int]:
        """The words of places that are ground on which something happens."""
        return frozenset(t.i for m in self.places if not m.is_actor_like for t in m.tokens)

    @cached_property
    def passage(self) -> where.Passage:
        """The places of the report, by word and by sentence."""
        return where.Passage(self.parsed, self.places)

    @cached_property
    def times(self) -> list[TimeExpression]:
        """The times the report tells."""
        return when.time_expressions(self.parsed)

    @cached_property
    def frame(self) -> Frame:
        """The days the report moves in."""
        return when.frame_of(self.parsed, self.times)

    @cached_property
    def numbers(self) -> dict[int, list[NumberPhrase]]:
        """The numbers of each sentence, by its number."""
        found: dict[int, list[NumberPhrase]] = {}
        for number in how_many.numbers(self.parsed, when.token_indices(self.times)):
            found.setdefault(number.core.sent, []).append(number)
        return found

    def involved(self, mention: Mention, roles: Roles) -> Involved:
        """Ask who acts, who suffers and who says so."""
        chain, quoted = self.sources.chain(mention)
        actor, recipient = self.parties.identify(mention, roles)
        if not chain and "responsibility" in mention.entry.note:
            chain = self.sources.claimant(mention, roles)
        return Involved(actor, recipient, chain, quoted)

    def answers(self, mention: Mention, roles: Roles, involved: Involved) -> Answers:
        """Ask all other questions of a mention."""
        reading = status.status_of(mention, self.parsed, self.known.speech)
        place, place_reason = where.place_of(mention, roles, self.passage, reading.status)
        day, day_reason, day_words = when.date_of(mention, self.parsed, self.frame)
        numbers = self.numbers.get(mention.sentence.n, [])
        counts, counts_reason = how_many.counts_of(mention, roles, self.parsed, numbers)
        return Answers(
            roles=roles,
            involved=involved,
            status=reading,
            graded=grade(mention.head, reading, self.parsed, self.weights),
            place=place,
            place_reason=place_reason,
            date=day,
            date_reason=day_reason,
            date_words=day_words,
            counts=counts,
            counts_reason=counts_reason,
        )


def _ref(sentence: Sentence) -> SentenceRef:
    return SentenceRef(sentence.n, sentence.start, sentence.end)


def _rejected(reject: what.Reject, parsed: Parsed) -> Rejected:
    mention = reject.mention
    return Rejected(
        report_id=parsed.report.report_id,
        sentence=_ref(mention.sentence),
        trigger=trigger_of(mention, parsed),
        event_type=mention.event_type,
        rule=mention.rule,
        reason=reject.reason,
    )


def _accounts(
    parsed: Parsed, claims: list[Claim], rejects: list[what.Reject]
) -> tuple[SentenceAccount, ...]:
    """Say of every sentence how many claims it gave, or why none."""
    counted = Counter(c.sentence.n for c in claims)
    looked_at = {r.mention.sentence.n for r in rejects}
    accounts: list[SentenceAccount] = []
    for sentence in parsed.sentences:
        reason = None
        if not counted[sentence.n]:
            reason = "candidates_rejected" if sentence.n in looked_at else "no_event_word"
            reason = "too_long_to_parse" if sentence.n in parsed.unparsed else reason
        accounts.append(SentenceAccount(_ref(sentence), counted[sentence.n], reason))
    return tuple(accounts)
