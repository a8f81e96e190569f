"""A person's path: a folder of reports in, ten claims reviewed with the keys, a table out."""

import csv
import shutil

from chromium import chromium, served
from dateline.cli.main import main
from dateline.store.project import Project
from web_project import EXAMPLES


def test_from_a_folder_to_ten_reviewed_claims_to_a_table_with_them(tmp_path, capsys):
    reports = tmp_path / "reports"
    reports.mkdir()
    for path in EXAMPLES.glob("rival-*.txt"):
        shutil.copy(path, reports)
    folder = tmp_path / "hays"
    where = ["--project", str(folder)]
    assert main(["init", str(folder)]) == 0
    assert main(["add", str(reports), *where]) == 0
    assert main(["code", *where, "-q"]) == 0
    assert main(["link", *where]) == 0
    seen = []
    with (
        Project.open(folder) as project,
        served(project, "A. Person") as (base, token),
        chromium() as browser,
    ):
        page = browser.new_page()
        page.goto(f"{base}/?token={token}")
        page.get_by_role("link", name="Review next").click()
        for keys in ("a", "a", "x1", "a", "x3", "a", "a", "x6", "a", "a"):
            seen.append((page.locator("#claim").get_attribute("data-claim"), keys))
            with page.expect_navigation():
                for key in keys:
                    page.keyboard.press(key)
        assert "10 of" in page.locator(".progress-told").inner_text()
    out = tmp_path / "claims.csv"
    assert main(["export", "claims-csv", str(out), *where]) == 0
    assert main(["export", "package", str(tmp_path / "package"), *where]) == 0
    capsys.readouterr()
    with out.open(encoding="utf-8", newline="") as stream:
        kept = {row["claim_id"] for row in csv.DictReader(stream)}
    with (tmp_path / "package" / "decisions.csv").open(encoding="utf-8", newline="") as stream:
        decisions = {row["subject"]: row for row in csv.DictReader(stream)}
    assert len(decisions) == len({claim for claim, _ in seen}) == 10
    for claim, keys in seen:
        assert decisions[claim]["who"] == "A. Person"
        assert decisions[claim]["kind"] == ("accept" if keys == "a" else "reject")
        assert (claim in kept) == (keys == "a")
