"""What exists is documented, what is documented exists, generated pages are current."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dateline import reasons
from dateline.cli.main import VERBS
from dateline.config import names
from dateline.errors import DatelineError
from dateline.export import catalogue, codebook, event_columns
from dateline.export.columns import NAMES
from dateline.export.rule_meanings import meaning
from dateline.knowledge.tables import packaged, parse_table

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
REPAIR = "is not current. Run 'make docs'."


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("columns.md", codebook.columns_page),
        ("exports.md", catalogue.page),
        ("reasons.md", codebook.reasons_page),
        ("settings.md", codebook.settings_page),
    ],
)
def test_generated_pages_are_current(name, made):
    assert read(DOCS / name) == made(), f"docs/{name} {REPAIR}"


def test_every_command_is_documented():
    page = read(DOCS / "commands.md")
    documented = {
        word for line in page.splitlines() if line.startswith("| `dateline ")
        for word in re.findall(r"`(?:dateline )?([a-z]+)", line.split(" | ")[0])
    }  # fmt: skip
    assert documented == VERBS


def test_every_setting_reason_and_column_is_documented():
    assert all(f"`{name}`" in read(DOCS / "settings.md") for name in names())
    assert all(f"`{code}`" in read(DOCS / "reasons.md") for code in reasons.ALL)
    columns = (*NAMES, *event_columns.NAMES)
    assert all(f"`{name}`" in read(DOCS / "columns.md") for name in columns)


def test_every_setting_is_an_option():
    from dateline.cli.main import main

    done = subprocess.run(
        [sys.executable, "-m", "dateline", "code", "--help"], capture_output=True, text=True
    )
    assert callable(main)
    missing = [n for n in names() if f"--{n.replace('_', '-')}" not in done.stdout]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)", read(page)):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_tasks_of_the_readme_exist():
    makefile = read(ROOT / "Makefile")
    for task in re.findall(r"^make (\w+)", read(ROOT / "README.md"), flags=re.M):
        assert f"\n{task}:" in makefile
    assert read(ROOT / ".ci" / "run").splitlines()[-2:] == ["make test", "make gate"]
    assert "\ngate:" in makefile


def test_every_mode_and_context_of_the_lexicon_is_in_the_codebook():
    known = {term for term, _ in codebook.modes()} | {term for term, _ in codebook.types()}
    used = set()
    for name, content in packaged("lexicon"):
        table = parse_table(name, content)
        if "type" not in table.columns or "pattern" not in table.columns:
            continue
        for row in table.rows:
            if row["type"] in ("", "NONE"):
                continue
            used.add(row["type"])
            if row.get("mode"):
                used.add(f"{row['type']} {row['mode']}")
            used |= {f"context {c.strip()}" for c in row["contexts"].split(",") if c.strip()}
    assert used - known == set()


RULE = re.compile(r'"((?:who|where|status|source|ref)\.[a-z_]+|(?:date|count):[a-z-]+)"')


def test_every_rule_that_the_code_names_is_explained():
    named = {
        rule
        for room in ("extract", "parse")
        for path in (ROOT / "src" / "dateline" / room).rglob("*.py")
        for rule in RULE.findall(read(path))
    }
    assert len(named) > 20
    assert {rule for rule in named if meaning(rule) is None} == set()


def test_the_picture_of_the_readme_is_current():
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import readme_picture
    finally:
        sys.path.pop(0)
    readme = read(ROOT / "README.md")
    try:
        current = readme_picture.renewed(readme, readme_picture.picture())
    except DatelineError as error:
        pytest.fail(str(error))
    assert readme == current, f"README.md {REPAIR}"
