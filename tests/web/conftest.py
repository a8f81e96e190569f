"""Projects that the tests of the page share; whoever writes takes a copy."""

import pytest

from web_project import browser_of, copied, project_of_files


@pytest.fixture(scope="session")
def shared_project(tmp_path_factory):
    project = project_of_files(tmp_path_factory.mktemp("web") / "rivals", "rival-*.txt")
    yield project
    project.close()


@pytest.fixture
def page(shared_project):
    """The page of a project that nobody writes to."""
    return browser_of(shared_project)


@pytest.fixture
def own_page(shared_project, tmp_path):
    """The page of a project of the test's own."""
    project = copied(shared_project, tmp_path / "own")
    yield browser_of(project)
    project.close()
