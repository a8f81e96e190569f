"""Runs the review page: finds a port, tells its address, opens a browser, and ends when told."""

from __future__ import annotations

import errno
import getpass
import socket
import webbrowser
from collections.abc import Callable
from threading import Timer

import uvicorn

from dateline.errors import UsageError
from dateline.store.project import Project
from dateline.web.app import make_app
from dateline.web.desk import Desk, clean_name
from dateline.web.security import Session, is_loopback

PORT = 8765
PORTS_TRIED = 20
WAIT_SECONDS = 0.6
OPEN_TO_OTHERS = (
    "Others on your network can reach this page with its address, and nothing between you is "
    "encrypted. Anyone who has the address can read every report and decide in your project."
)


def default_name() -> str:
    """Return the name of the account that runs this, for decisions."""
    try:
        return clean_name(getpass.getuser()) or "reviewer"
    except (OSError, KeyError):
        return "reviewer"


def listen(host: str, port: int | None) -> socket.socket:
    """Return a socket that listens; without a port the first free one from :data:`PORT` on.

    Raises:
        UsageError: the host or the port cannot be used.
    """
    wanted = [port] if port is not None else list(range(PORT, PORT + PORTS_TRIED))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in wanted:
        opened = socket.socket(family, socket.SOCK_STREAM)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((host, number))
        except (OSError, OverflowError) as error:
            opened.close()
            if getattr(error, "errno", None) != errno.EADDRINUSE or port is not None:
                raise UsageError(
                    f"{host}:{number}", f"cannot be listened on ({error})", "Choose another --port."
                ) from None
            continue
        opened.listen(128)
        return opened
    raise UsageError(host, "no port is free", "Name one with --port.")


def address(session: Session) -> str:
    """Return the address that opens the page."""
    host = "127.0.0.1" if session.host in ("", "0.0.0.0", "::") else session.host
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{session.port}/?token={session.token}"


def run(
    project: Project, opened: socket.socket, host: str, who: str, tell: Callable[[str], None],
    *, browser: bool,
) -> None:  # fmt: skip
    """Serve the page until interrupted."""
    session = Session(opened.getsockname()[1], host)
    desk = Desk(project, session, clean_name(who) or default_name())
    if not is_loopback(host):
        tell(f"warning: {OPEN_TO_OTHERS}")
    url = address(session)
    tell(f"The review page of {desk.name} is at\n\n  {url}\n\nEnd it with Ctrl-C.")
    if browser:
        timer = Timer(WAIT_SECONDS, webbrowser.open, (url,))
        timer.daemon = True
        timer.start()
    config = uvicorn.Config(
        make_app(desk), log_level="warning", access_log=False, server_header=False, lifespan="off"
    )
    uvicorn.Server(config).run(sockets=[opened])
