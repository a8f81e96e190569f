"""A headless Chromium of the system, and the review page served to it."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn

from dateline.store.project import Project
from dateline.web.app import make_app
from dateline.web.desk import Desk
from dateline.web.security import Session
from dateline.web.serve import listen

LEFT_OUT = "DATELINE_WITHOUT_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome")


def program() -> str:
    """Return where Chromium is; without it the test fails, or is left out."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    if os.environ.get(LEFT_OUT):
        pytest.skip(f"{LEFT_OUT} is set")
    pytest.fail(
        "Chromium is not installed. Run scripts/install_system_packages.sh, or leave its tests "
        f"out with {LEFT_OUT}=1."
    )


@contextmanager
def chromium() -> Iterator[object]:
    """Start a browser for as long as it is needed."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"]
        browser = playwright.chromium.launch(executable_path=program(), args=options)
        yield browser
        browser.close()


@contextmanager
def served(project: Project, who: str = "Reader One") -> Iterator[tuple[str, str]]:
    """Serve the page of a project; give its address and its token."""
    opened = listen("127.0.0.1", 0)
    session = Session(opened.getsockname()[1])
    config = uvicorn.Config(
        make_app(Desk(project, session, who)), log_level="error", lifespan="off", access_log=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True)
    thread.start()
    until = time.monotonic() + 10
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{session.port}", session.token
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        opened.close()
