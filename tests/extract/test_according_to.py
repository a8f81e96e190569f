"""According to whom: cues, quotations, chains, headlines, and what kind of source it is."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.parse.parser import parse
from dateline.pipeline import code
from dateline.read import read_text
from dateline.records import Claim, Coded
from dateline.spans import verify

Row = tuple[str, str, list[str]]


@cache
def coded(text: str) -> Coded:
    return code(read_text(text, published=date(2019, 5, 14)))


def the_claim(text: str, word: str) -> Claim:
    """Return the claim whose trigger has a word in it."""
    found = [c for c in coded(text).claims if word in c.trigger.quote]
    assert found, [c.trigger.quote for c in coded(text).claims]
    return min(found, key=lambda c: len(c.trigger.quote))


def heads(claim: Claim) -> list[str]:
    """Return the words of a claim's sources, nearest to the reader first."""
    return [link.words for link in claim.according_to]


OUTLET: list[Row] = [
    ("Rebels attacked the barracks on Monday.", "attacked", []),
    ("Rebels reportedly attacked the barracks.", "attacked", []),
    ("It is believed that rebels attacked the barracks.", "attacked", []),
    ("It was reported that soldiers had burned the mill.", "burned", []),
    ("The ministry accused the rebels of burning the mill.", "accused", []),
    ("The rebels threatened to burn the mill.", "threatened", []),
    ("Police said the road was open; soldiers shot two farmers near the bridge.", "shot", []),
    ("The mayor says he is well. Gunmen attacked his house on Monday.", "attacked", []),
    ("Soldiers shot a man who said nothing.", "shot", []),
    ("The general recorded a message before rebels attacked the barracks.", "attacked", []),
    ("The army attacked the camp, and two envoys said little.", "attacked", []),
    ("We say it plainly: we attacked the barracks.", "attacked", []),
]
INDIRECT: list[Row] = [
    ("The army said rebels attacked the barracks.", "attacked", ["The army"]),
    ("The army said that rebels had attacked the barracks.", "attacked", ["The army"]),
    ("Rebels attacked the barracks, the army said.", "attacked", ["the army"]),
    ("Rebels attacked the barracks, said the army.", "attacked", ["the army"]),
    ("Rebels, residents said, attacked the barracks.", "attacked", ["residents"]),
    ("A nurse told reporters that soldiers had shot two boys.", "shot", ["A nurse"]),
    ("Medics and officials said that soldiers had shot two boys.", "shot",
     ["Medics", "officials"]),
    ("The ministry confirmed that rebels had seized the dam.", "seized", ["The ministry"]),
    ("A video shows soldiers beating a prisoner.", "beating", ["A video"]),
    ("The report found that soldiers had killed nine farmers.", "killed", ["The report"]),
    ("The rebels claimed to have killed nine soldiers.", "killed", ["The rebels"]),
    ("The minister admitted that soldiers had shot the boys.", "shot", ["The minister"]),
    ("Villagers believe that soldiers killed the herder.", "killed", ["Villagers"]),
    ("The coroner said the man fell and denied that police shot him.", "shot", ["The coroner"]),
    ("Reports that soldiers had killed the herder alarmed the town.", "killed", ["Reports"]),
    ("Rumours circulated that soldiers had killed the herder.", "killed", ["Rumours"]),
    ("A claim by the rebels that soldiers had killed the herder spread fast.", "killed",
     ["the rebels"]),
    ("The police could not confirm a claim by the rebels that soldiers had killed nine farmers.",
     "killed", ["the rebels"]),
    ("The army was quoted by state radio as saying that rebels had attacked the mine.", "attacked",
     ["state radio", "The army"]),
    ("The army denied that its soldiers had shot the boys.", "shot", ["The army"]),
    ("The army denied shooting the boys.", "shooting", ["The army"]),
]  # fmt: skip
PARAPHRASE: list[Row] = [
    ("According to the police, gunmen killed a teacher.", "killed", ["the police"]),
    ("Gunmen killed a teacher, according to the police.", "killed", ["the police"]),
    ("The ministry accused the rebels of burning the mill.", "burning", ["The ministry"]),
    ("The mayor blamed soldiers for burning the mill.", "burning", ["The mayor"]),
    ("The bishop called for the release of the nine men.", "release", ["The bishop"]),
    ("The court ordered that the students be freed.", "freed", ["The court"]),
    ("Doctors put the toll at nine farmers killed.", "killed", ["Doctors"]),
    ("Drivers spoke of 11 arrests by the police.", "arrests", ["Drivers"]),
    ("The brigade claimed responsibility for the bombing.", "claimed responsibility",
     ["The brigade"]),
    ("The militia threatened to burn the school.", "burn", ["The militia"]),
]  # fmt: skip
CHAINS: list[Row] = [
    ("Amaq said, citing a security source, that gunmen had killed a judge.", "killed",
     ["Amaq", "a security source"]),
    ("The baker said her uncle had told her that soldiers burned the mill.", "burned",
     ["The baker", "her uncle"]),
    ("According to the widow, a guard told her that soldiers had shot her son.", "shot",
     ["the widow", "a guard"]),
    ("The agency reported that the governor said rebels had seized the dam.", "seized",
     ["The agency", "the governor"]),
    ("The police said that a witness reported that gunmen had killed a judge.", "killed",
     ["The police", "a witness"]),
]  # fmt: skip
DIRECT: list[Row] = [
    ("“Soldiers shot my brother,” said Amina Diallo.", "shot", ["Amina Diallo"]),
    ("“Soldiers shot my brother,” Amina Diallo said.", "shot", ["Amina Diallo"]),
    ("Amina Diallo said: “Soldiers shot my brother.”", "shot", ["Amina Diallo"]),
    ("“They burned the mill. They killed the miller,” the priest said.", "killed", ["the priest"]),
    ("The priest spoke at noon. “They burned the mill,” he said.", "burned", ["he"]),
    ("“They came at dawn,” the priest said. “They burned the mill.”", "burned", ["the priest"]),
    ("\"They burned the mill,\" the priest said.", "burned", ["the priest"]),
    ("«They burned the mill», the priest said.", "burned", ["the priest"]),
    ("„They burned the mill“, the priest said.", "burned", ["the priest"]),
    ("“They burned the mill,” he added.", "burned", ["he"]),
    ("The officer issued a statement on the radio: “Rebels attacked the dam.”", "attacked",
     ["The officer"]),
    ("“They came at dawn,” the priest said.\n\n“They burned the mill and killed the miller.”",
     "burned", ["the priest"]),
    ("“They came at dawn,” the priest said. “We hid.\n\n“They burned the mill.”", "burned",
     ["the priest"]),
    ("“The soldiers shot two boys, the nurse said.", "shot", ["the nurse"]),
    ("“You saw that soldiers shot the boys,” the nurse said.", "shot", ["the nurse"]),
    ("“I know that soldiers shot the boys,” the nurse said.", "shot", ["the nurse"]),
    ("“My neighbour told me that soldiers shot the boys,” the nurse said.", "shot",
     ["the nurse", "My neighbour"]),
]  # fmt: skip
HEADLINES: list[Row] = [
    ("Activists: rebels attacked a market in Homs\n\nThe town was quiet on Friday.", "attacked",
     ["Activists"]),
    ("Rebels attacked a market in Homs: activists\n\nThe town was quiet on Friday.", "attacked",
     ["activists"]),
    ("Police: gunmen killed nine farmers\n\nThe town was quiet on Friday.", "killed", ["Police"]),
    ("Gunmen kill nine farmers, police say\n\nThe town was quiet on Friday.", "kill", ["police"]),
    ("Gunmen kill nine farmers\n\nThe town was quiet on Friday.", "kill", []),
]  # fmt: skip
ROWS = [*OUTLET, *INDIRECT, *PARAPHRASE, *CHAINS, *DIRECT, *HEADLINES]


@pytest.mark.parametrize(("text", "word", "sources"), ROWS)
def test_sources(text: str, word: str, sources: list[str]) -> None:
    claim = the_claim(text, word)
    assert heads(claim) == sources
    links = claim.according_to
    assert verify(text, [a for link in links for a in link.anchors]) == []
    assert verify(text, [link.cue for link in links if link.cue is not None]) == []


def test_the_table_is_long() -> None:
    assert len(ROWS) >= 70


@pytest.mark.parametrize(("text", "word", "sources"), DIRECT[:13])
def test_quoted_words_are_direct(text: str, word: str, sources: list[str]) -> None:
    claim = the_claim(text, word)
    assert claim.quoted
    assert claim.according_to[0].form == "direct"


@pytest.mark.parametrize(("text", "word", "sources"), [*INDIRECT, *PARAPHRASE[:2], *DIRECT])
def test_the_speaker_is_not_the_actor_of_what_he_tells(
    text: str, word: str, sources: list[str]
) -> None:
    claim = the_claim(text, word)
    own = {"claimed to", "denied shooting"}
    if not any(phrase in text for phrase in own):
        assert not {a.words for a in claim.actor} & set(sources)


FORMS = [
    ("The army said rebels attacked the barracks.", "attacked", "indirect", "said"),
    ("Gunmen killed a teacher, according to the police.", "killed", "paraphrase", "according to"),
    ("The ministry accused the rebels of burning the mill.", "burning", "paraphrase", "accused"),
    ("“They burned the mill,” the priest said.", "burned", "direct", "said"),
]


@pytest.mark.parametrize(("text", "word", "form", "cue"), FORMS)
def test_form_and_cue(text: str, word: str, form: str, cue: str) -> None:
    link = the_claim(text, word).according_to[0]
    assert link.form == form
    assert link.cue is not None
    assert link.cue.quote == cue


KINDS = [
    ("The army spokesman", "military"),
    ("The rebels", "party"),
    ("A rebel commander", "party"),
    ("A police officer", "official"),
    ("The governor", "official"),
    ("The interior ministry", "official"),
    ("The provincial water office", "official"),
    ("A nurse", "medic"),
    ("Hospital officials", "medic"),
    ("Rights activists", "ngo"),
    ("The Red Cross", "ngo"),
    ("Rescue workers", "ngo"),
    ("A UN official", "un"),
    ("Residents", "resident"),
    ("Her cousin", "resident"),
    ("Defence lawyers", "resident"),
    ("Witnesses", "witness"),
    ("A survivor", "witness"),
    ("A farmer who escaped", "witness"),
    ("State television", "media"),
    ("A reporter", "journalist"),
    ("Satellite images", "document"),
    ("Amina Diallo", "person"),
    ("Sources", "unnamed"),
    ("Some", "unnamed"),
]


@pytest.mark.parametrize(("source", "kind"), KINDS)
def test_kinds_of_sources(source: str, kind: str) -> None:
    text = f"{source} said that gunmen had burned the mill near the river."
    assert [link.kind for link in the_claim(text, "burned").according_to] == [kind]


def test_who_was_there_is_a_witness() -> None:
    text = "“They shot at us and burned the mill,” said a farmer. “They took the cows.”"
    assert the_claim(text, "burned").according_to[0].kind == "witness"


def test_the_body_under_its_own_letterhead_is_the_outlet() -> None:
    text = "Lakeside Rights Monitor — Bulletin\n\nThe Monitor documented the killing of 12 farmers."
    assert the_claim(text, "killing").according_to == ()


SAID = st.sampled_from(
    ["Rebels attacked the dam.", "They shot two boys,", "soldiers burned the mill", "We fled.",
     "Gunmen killed a judge", "The army shelled the camp."]
)  # fmt: skip
BETWEEN = st.sampled_from(
    ["the nurse said.", "said Amina Diallo.", "It rained.", "\n\n", "He added:", ",", "and",
     "The mayor told reporters", "according to police"]
)  # fmt: skip
MARKS = st.sampled_from(["“”", '""', "«»", "„“", '“"', "”“", "''"])


@st.composite
def quote_soup(draw: st.DrawFn) -> str:
    """Return quotations of all styles, some unbalanced, with and without words that attribute."""
    parts: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        opening, closing = draw(MARKS)
        closing = closing if draw(st.integers(0, 5)) else ""
        parts += [opening + draw(SAID) + closing, draw(BETWEEN)]
    return " ".join(parts)


@settings(max_examples=60, deadline=None)
@given(quote_soup())
def test_what_is_inside_a_closed_quotation_is_never_the_outlets(text: str) -> None:
    report = read_text(text)
    spans = [q for q in parse(report).quotations if q.closed and not q.is_scare]
    claims = code(report).claims
    inside = [
        c
        for c in claims
        if any(q.start <= c.trigger.start and c.trigger.end <= q.end for q in spans)
    ]
    assert [c.trigger.quote for c in inside if not c.according_to] == []
    assert all(c.quoted for c in inside)
    assert verify(text, [a for c in claims for link in c.according_to for a in link.anchors]) == []


def test_an_interview_is_told_by_the_one_interviewed() -> None:
    text = """Mariam Sow, 44, sold cloth in the market of Banfora.

Who came first?

Men on motorcycles came. They burned my stall.

Did anybody help?

Nobody did. The soldiers shot two boys and I hid.
"""
    for word in ("burned", "shot"):
        claim = the_claim(text, word)
        assert [link.name for link in claim.according_to] == ["Mariam Sow"]
        assert claim.quoted


def test_a_transcript_gives_each_paragraph_to_its_label() -> None:
    text = """GENERAL HALE: Our planes bombed two camps on Sunday.

Q: What about the village?

GENERAL HALE: The rebels burned the village.

They shot the chief too.

Q: Thank you.
"""
    for word in ("bombed", "burned", "shot"):
        assert [link.words for link in the_claim(text, word).according_to] == ["GENERAL HALE"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('"Soldiers burned the mill at dawn," Hart said.', "Hart"),
        (
            '"Soldiers burned the mill," said Edwin Hart, a baker, "and left us nothing."',
            "Edwin Hart",
        ),
        ("''Soldiers burned the mill,'' the miller said.", "the miller"),
        ('Amina Yusuf fled the town on Tuesday. "Soldiers burned the mill."', "Amina Yusuf"),
    ],
)
def test_the_words_beside_a_quotation_tell_who_speaks(text: str, source: str) -> None:
    assert heads(the_claim(text, "burned")) == [source]


STYLES = [("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("»", "«"), ("''", "''"), ("‘", "’")]


@pytest.mark.parametrize(("opening", "closing"), STYLES)
def test_no_style_of_marks_loses_a_quotation(opening: str, closing: str) -> None:
    text = f"{opening}The rebels burned the mill,{closing} the governor said on Friday."
    claim = the_claim(text, "burned")
    assert claim.quoted
    assert heads(claim) == ["the governor"]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(["“", "”", '"', "«", "»", "''", "‘", "’"]), min_size=4, max_size=4))
def test_lost_and_crossed_marks_never_make_the_speaker_an_outlet(marks: list[str]) -> None:
    a, b, c, d = marks
    text = f"{a}The rebels burned the mill,{b} the governor said. {c}They shot two men.{d}"
    claim = the_claim(text, "burned")
    assert "the governor" in heads(claim)
    if claim.quoted:
        assert any(link.form == "direct" for link in claim.according_to)


TOLD: list[Row] = [
    (
        "A nurse told us on a satellite phone that soldiers had shot two boys.",
        "shot",
        ["A nurse"],
    ),
    ("A spokesman told a radio station that rebels had shot two boys.", "shot", ["A spokesman"]),
    (
        "On the edge of Brod an army officer told the Mission that rebels had shot two boys.",
        "shot",
        ["an army officer"],
    ),
    (
        "The staff reported in its summary, soldiers took the hill and the enemy burned the mill.",
        "burned",
        ["The staff"],
    ),
    (
        "Two men were shot on Friday, the clerk wrote on a website, and rebels burned the mill.",
        "burned",
        ["the clerk"],
    ),
    (
        "The mayor has resigned, the clerk admitted, after rebels burned the mill.",
        "burned",
        ["the clerk"],
    ),
    (
        "Police chased the gang; soldiers shot two of them, the clerk said.",
        "chased",
        ["the clerk"],
    ),
    (
        "The army said rebels had burned the mill, and the rebels that soldiers had shot two boys.",
        "shot",
        ["the rebels"],
    ),
    (
        "We could not confirm a claim, spread by the rebels, that soldiers shot two boys.",
        "shot",
        ["the rebels"],
    ),
    ("Commanders sent word that soldiers had shot two boys.", "shot", ["Commanders"]),
    ("The front issued a denial. It said soldiers had shot two boys.", "shot", ["It"]),
    (
        "The army denied that it had burned the mill, where peasants say two boys were shot.",
        "shot",
        ["peasants"],
    ),
    (
        "The mill burned, according to Ivo Hart, who left after gunmen shot his brother.",
        "shot",
        [],
    ),
    ("The brigade claimed the killing on Friday.", "claimed", ["The brigade"]),
    ("Two attacks were claimed by the rebels.", "claimed", ["the rebels"]),
]


@pytest.mark.parametrize(("text", "word", "sources"), TOLD)
def test_who_tells_what_the_sentence_hides(text: str, word: str, sources: list[str]) -> None:
    assert heads(the_claim(text, word)) == sources


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Oleh Bondar, who heads the town council, fled. Bondar said rebels shot two boys.",
            "official",
        ),
        ("Capt. Rolly Abad led the patrol. Abad said rebels shot two boys.", "military"),
        ("A source at the police station said rebels shot two boys.", "official"),
        ("The hospital authorities said rebels shot two boys.", "medic"),
        ("Drivers said that rebels had beaten them.", "witness"),
        ("The Basin Herders Association said rebels shot two boys.", "ngo"),
    ],
)
def test_the_kind_of_a_source_is_told_anywhere(text: str, kind: str) -> None:
    word = "beaten" if "beaten" in text else "shot"
    assert [link.kind for link in the_claim(text, word).according_to] == [kind]


def test_denials_and_claims_of_responsibility_are_linked_to_the_deed() -> None:
    text = (
        "Rebels attacked the barracks on Monday. The rebels denied attacking the barracks. "
        "Gunmen shot two boys. The brigade claimed responsibility on Friday."
    )
    ids = {c.trigger.quote: c.claim_id for c in coded(text).claims}
    about = {c.trigger.quote: c.about_claim_id for c in coded(text).claims}
    assert about["attacking"] == ids["attacked"]
    assert about["claimed responsibility"] == ids["shot"]
    assert about["shot"] is None


def test_an_accusation_is_about_what_it_alleges() -> None:
    found = {c.event_type: c for c in coded("The army accused rebels of burning the mill.").claims}
    assert found["ACCUSE"].about_claim_id == found["ASSAULT"].claim_id


CHAINS: list[Row] = [
    ("A website quoted the mayor as saying that rebels shot two boys.", "shot",
     ["A website", "the mayor"]),
    ("The mayor said he had learned from a guard that rebels shot two boys.", "shot",
     ["The mayor", "a guard"]),
    ("The mayor said he believed that rebels shot two boys.", "shot", ["The mayor"]),
    ("After seeing that rebels had shot two boys, the mayor fled.", "shot", []),
    ("It is not possible to rule out that rebels shot two boys.", "shot", []),
    ("'Rebels' men shot two boys,' the mayor said.", "shot", ["the mayor"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "sources"), CHAINS)
def test_links_of_a_chain(text: str, word: str, sources: list[str]) -> None:
    assert heads(the_claim(text, word)) == sources


def test_the_last_speaker_goes_on_speaking() -> None:
    text = (
        "Tariq Aziz said rebels held the town. He told the army's men so. "
        "He added that rebels shot two boys."
    )
    assert [link.name for link in the_claim(text, "shot").according_to] == ["Tariq Aziz"]


MORE: list[Row] = [
    ("By most estimates the rebels killed 40 herders.", "killed", ["most estimates"]),
    ("The rebels killed 40 herders, by the count of the clinic.", "killed", ["the clinic"]),
    (
        "According to a teacher, rebels burned the mill; soldiers shot two boys later.",
        "shot",
        ["a teacher"],
    ),
]


MORE += [
    ("As the Red Crescent reported, nine people were killed.", "killed", ["the Red Crescent"]),
    ("The general told his men to burn the village.", "burn", ["The general"]),
    ("The minister called for the rebels to be bombed.", "bombed", ["The minister"]),
    ("The government allowed the militia to burn the village.", "burn", []),
    ('Said the mayor: "Soldiers shelled the clinic."', "shelled", ["the mayor"]),
    (
        "The mayor said that rebels burned the mill, and residents said two boys were shot.",
        "shot",
        ["residents"],
    ),
    ("Nine died, the clinic said, as rebels shelled the port.", "shelled", []),
    ("Gunmen shot a baker, though it was unclear, the police said, why.", "shot", []),
    ("Rebels said they had left the port, which soldiers have shelled twice.", "shelled", []),
    ("We welcome today's news that rebels left the port and freed two boys.", "freed", []),
    ("Two men, who confessed to having bombed the station, left.", "bombed", ["Two men"]),
    ("It denied that it had fled, and said rebels had shot two boys.", "shot", ["It"]),
    ("They threatened to leave unless the army withdrew from the bay.", "withdrew", ["They"]),
    (
        "The mayor said the guard had fled but noted that rebels had shot two boys.",
        "shot",
        ["The mayor"],
    ),
]


@pytest.mark.parametrize(("text", "word", "sources"), MORE)
def test_figures_and_asides_name_a_source(text: str, word: str, sources: list[str]) -> None:
    assert heads(the_claim(text, word)) == sources


def test_a_statement_speaks_for_who_issued_it() -> None:
    text = (
        "The Islamic State claimed responsibility for the blast on Friday. "
        "The statement said its men had shot two guards."
    )
    (link,) = the_claim(text, "shot").according_to
    assert (link.name, link.words, link.kind) == ("Islamic State", "The statement", "party")


def test_a_statement_set_off_by_a_colon_is_its_speakers() -> None:
    text = """The minister met the press.

Minister Hart said:

Rebels burned the mill on Sunday. Soldiers shot two boys.

The minister will visit the town on Friday, where rebels attacked a barracks.
"""
    assert heads(the_claim(text, "burned")) == ["Minister Hart"]
    assert heads(the_claim(text, "attacked")) == []


@pytest.mark.parametrize("rank", ["Army Lt. Gen.", "Col.", "Capt.", "Maj. Gen.", "Sgt."])
def test_the_full_stop_of_a_rank_ends_no_name(rank: str) -> None:
    claim = the_claim(f"Rebels shot two boys, said {rank} Sean Farland on Monday.", "shot")
    assert heads(claim) == [f"{rank} Sean Farland"]
    assert [link.kind for link in claim.according_to] == ["military"]


def test_who_is_named_in_a_quotation_does_not_speak_it() -> None:
    text = 'Anna Hart spoke on Monday. "I ask you to release my son," she said.'
    assert [link.name for link in the_claim(text, "release").according_to] == ["Anna Hart"]


def test_a_denial_finds_the_deed_told_after_it() -> None:
    denied, told = coded(
        "Rebels denied that they had shelled the port. The port was shelled on Monday."
    ).claims
    assert denied.about_claim_id == told.claim_id


def test_he_in_a_quotation_is_not_who_speaks_it() -> None:
    text = '"We were afraid. He told us we would be shot," Anna Hart said.'
    assert heads(the_claim(text, "shot")) == ["Anna Hart", "He"]


def test_reported_killing_is_the_word_of_who_reports() -> None:
    assert heads(the_claim("State media reported killing nine rebels.", "killing")) == [
        "State media"
    ]
