"""A PostgreSQL server of its own on the loopback, for as long as a test needs it."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

LEFT_OUT = "DATELINE_WITHOUT_POSTGRESQL"
BIN = Path("/usr/lib/postgresql/15/bin")


def programs() -> Path:
    """Return where the server's programs are; without them the test fails, or is left out."""
    found = shutil.which("initdb")
    folder = BIN if (BIN / "initdb").exists() else Path(found).parent if found else None
    if folder is None:
        if os.environ.get(LEFT_OUT):
            pytest.skip(f"{LEFT_OUT} is set")
        pytest.fail(
            "PostgreSQL is not installed. Run scripts/install_system_packages.sh, or leave its "
            f"tests out with {LEFT_OUT}=1."
        )
    return folder


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


@contextmanager
def server() -> Iterator[str]:
    """Start a server and give the address that databases are made under; stop it afterwards."""
    bin_folder = programs()
    home = Path(tempfile.mkdtemp(prefix="dateline-postgresql-"))
    # The server refuses to run as root; the system's package has made a user for it.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        owner = pwd.getpwnam("postgres")
        os.chown(home, owner.pw_uid, owner.pw_gid)
    port = _free_port()
    data = home / "data"

    def run(*words: str) -> None:
        done = subprocess.run([*as_user, *words], cwd=home, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    run(str(bin_folder / "initdb"), "-D", str(data), "-U", "dateline", "-A", "trust", "-E", "UTF8",
        "--locale", "C", "--no-sync")  # fmt: skip
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = str(bin_folder / "pg_ctl")
    run(control, "-D", str(data), "-l", str(home / "log"), "-o", options, "-w", "start")
    try:
        yield f"postgresql://dateline@127.0.0.1:{port}"
    finally:
        subprocess.run([*as_user, control, "-D", str(data), "-m", "immediate", "stop"], cwd=home)
        shutil.rmtree(home, ignore_errors=True)
