"""A project with coded and linked reports, and the review page of it, for tests."""

import shutil
from pathlib import Path

from starlette.testclient import TestClient

from dateline.config import FILE_NAME, load_settings
from dateline.read.files import read_paths
from dateline.records import Report
from dateline.store import coding
from dateline.store.project import Project
from dateline.web.app import make_app
from dateline.web.desk import Desk
from dateline.web.security import Session

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
TOKEN = "token-of-the-tests"
BASE = "http://127.0.0.1:8765"


def project_of(folder: Path, reports: list[Report]) -> Project:
    """Make a project of reports, coded and linked."""
    project = Project.create(folder)
    project.add(reports)
    settings = load_settings(folder / FILE_NAME, {})
    todo = coding.work(project, settings, again=False, retry=False)
    for _ in coding.code(project, todo, settings):
        pass
    project.link()
    return project


def project_of_files(folder: Path, pattern: str) -> Project:
    """Make a project of some of the examples."""
    paths = [str(path) for path in sorted(EXAMPLES.glob(pattern))]
    return project_of(folder, list(read_paths(paths, load_settings(None, {}))))


def copied(project: Project, folder: Path) -> Project:
    """Open a copy of a project, to write into."""
    shutil.copytree(project.folder, folder)
    return Project.open(folder)


def browser_of(project: Project, who: str = "Reader One", **session: object) -> TestClient:
    """Return a client that has opened the page with its token."""
    desk = Desk(project, Session(8765, token=TOKEN, **session), who)
    client = TestClient(make_app(desk), base_url=BASE, raise_server_exceptions=True)
    client.get(f"/?token={TOKEN}")
    client.desk = desk
    return client


def post(client: TestClient, path: str, **values: object):
    """Send a form as the page would, its word included."""
    form = {"csrf": client.desk.session.csrf, **values}
    return client.post(path, data=form, follow_redirects=False)
