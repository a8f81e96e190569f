"""Reports as a stranger would write them to make the page do what it must not."""

from dataclasses import replace

from conftest import make_report
from dateline.pipeline import code
from dateline.read import read_text
from dateline.spans import anchor
from dateline.store.project import Project

TAG = '<script>alert("x")</script><img src=x onerror=alert(1)>'
BIDI = "\u202egnp.exe\u202c \u2066hidden\u2069"
BODY = (
    "Rebels shelled the town of Tikrit on 3 May 2016, killing 12 people, the army said.\n"
    f"{TAG} fighters of {TAG} attacked Mosul, {BIDI} said.\n"
    'Soldiers "><svg onload=alert(2)> shot three men in Aleppo, javascript:alert(3) told {{7*7}}.\n'
)
REPORTS = {
    "tags": {"name": f"{TAG}.txt", "title": TAG, "publisher": TAG, "url": "javascript:alert(4)"},
    "bidi": {"name": f"a{BIDI}.txt", "title": BIDI, "publisher": BIDI, "url": f"http://x/{BIDI}"},
    "paths": {
        "name": "../../etc/passwd\0.txt",
        "title": "x" * 5_000,
        "url": "//evil.example/\"'><b>",
    },
    "quotes": {"name": "\"'`&lt;.txt", "language": '" onfocus=alert(5) x="', "title": "'\"><b>"},
}


def crowded_project(folder):
    """Make a project of one line of 1 MB with five thousand claims over one another."""
    """One claim a word over another: five thousand spans that overlap, in one line of 1 MB."""
    sentence = "Rebels shelled the town of Tikrit on Friday, killing 12 people. "
    text = sentence + "x" * (1_000_000 - len(sentence))
    report = read_text(text, name="line.txt")
    coded = code(make_report(sentence))
    one = coded.claims[0]
    claims = tuple(
        replace(
            one,
            claim_id=f"{n:016x}",
            report_id=report.report_id,
            trigger=anchor(text, n, 12_000 - n),
        )
        for n in range(5_000)
    )
    project = Project.create(folder)
    project.add([report])
    run = project.begin_run("code", "f", {})
    project.keep(replace(coded, report=report, claims=claims, rejected=()), run)
    return project, report
