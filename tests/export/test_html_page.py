import base64
import hashlib
from html.parser import HTMLParser

import pytest

from dateline.export.html_page import page
from dateline.export.told import Policy
from dateline.filters import Filter
from story import CLAIMS, EVENTS, REPORTS, hostile, source


class Read(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.texts = [], [], {}
        self._open, self._key, self._kind = [], None, None

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attributes]
        if tag == "blockquote" or found.get("class") == "text":
            self._key, self._kind = len(self.texts), tag
            self.texts[self._key] = ""

    def handle_endtag(self, tag):
        if tag == self._kind:
            self._key = self._kind = None

    def handle_data(self, data):
        if self._key is not None:
            self.texts[self._key] += data


def read(given):
    parser = Read()
    text = "".join(page(given, Policy()))
    parser.feed(text)
    return text, parser


@pytest.mark.parametrize("given", [source(), hostile()])
def test_nothing_runs_and_nothing_loads(given):
    text, found = read(given)
    assert not {"script", "img", "iframe", "object", "link", "form", "input"} & set(found.tags)
    for tag, name, value in found.attributes:
        assert not name.startswith("on"), (tag, name)
        assert name not in ("src", "style", "action"), (tag, name)
        if name == "href":
            assert value.startswith("#")
    assert "\u202e" not in text
    assert "\x00" not in text
    assert found.tags.count("style") == 1


def test_the_policy_lets_only_its_own_style_in():
    text, found = read(source())
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = (
        value for tag, name, value in found.attributes
        if tag == "meta" and name == "content" and "default-src" in value
    )  # fmt: skip
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_marked_text_is_the_text():
    _, found = read(source())
    texts = list(found.texts.values())
    sentences = [
        REPORTS[c.report_id].text[c.sentence.start : c.sentence.end]
        for event in EVENTS for c in (CLAIMS[claim_id] for claim_id in event.claim_ids)
    ]  # fmt: skip
    assert texts[: len(sentences)] == sentences
    assert sorted(texts[len(sentences) :]) == sorted(report.text for report in REPORTS.values())


def test_every_link_leads_somewhere_and_every_id_is_one():
    _, found = read(source())
    ids = [value for _, name, value in found.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert {v[1:] for _, n, v in found.attributes if n == "href"} <= set(ids)


def test_the_page_says_what_was_chosen_and_an_empty_one_says_so():
    text, _ = read(source(Filter(country=("IRQ",), killed=1)))
    assert "Events in Iraq, at least 1 killed" in text
    assert "1 event, told by 3 reports" in text
    assert "Sources differ on actor, status, killed." in text
    empty, _ = read(source(Filter(killed=99)))
    assert "No event is in this selection." in empty
