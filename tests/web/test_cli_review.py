"""``dateline review``: it listens where it says, opens with its token, and warns when it should."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from dateline.errors import UsageError
from dateline.web import serve
from dateline.web.security import Session


def started(project, *options):
    """Start the command and return it with the address that it prints."""
    command = [sys.executable, "-m", "dateline", "review", str(project.folder), *options]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    told = ""
    for line in process.stderr:
        told += line
        if "token=" in line:
            break
    return process, re.search(r"http://\S+", told).group(), told


def ended(process):
    process.send_signal(signal.SIGINT)
    code = process.wait(timeout=20)
    process.stderr.close()
    return code


def test_the_command_serves_the_page_and_ends_when_told(shared_project):
    process, url, told = started(shared_project, "--port", "0", "--no-browser")
    try:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(url) as answer:
            assert b"Review next" in answer.read()
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(url.split("?")[0])
        assert "warning" not in told
    finally:
        assert ended(process) in (0, 130, -signal.SIGINT)


def test_others_are_let_in_only_with_a_warning(shared_project):
    process, _, told = started(shared_project, "--port", "0", "--host", "0.0.0.0", "--no-browser")
    try:
        assert "Others on your network" in told
    finally:
        ended(process)


def test_a_port_that_is_taken_is_passed_over_or_told():
    with serve.listen("127.0.0.1", None) as one, serve.listen("127.0.0.1", None) as other:
        assert one.getsockname()[1] != other.getsockname()[1]
        with pytest.raises(UsageError, match="--port"):
            serve.listen("127.0.0.1", one.getsockname()[1])
    with pytest.raises(UsageError):
        serve.listen("256.1.1.1", None)


def test_the_address_can_be_opened_as_it_stands():
    assert serve.address(Session(1, "0.0.0.0", "t")) == "http://127.0.0.1:1/?token=t"
    assert serve.address(Session(1, "::1", "t")) == "http://[::1]:1/?token=t"
    assert serve.default_name()


def test_what_is_no_project_is_told(tmp_path, capsys):
    from dateline.cli.main import main

    assert main(["review", str(tmp_path), "--no-browser"]) == 2
    assert "dateline init" in capsys.readouterr().err


def test_decisions_survive_a_kill(shared_project, tmp_path):
    """Every decision that was answered is there after the server is killed in the middle."""
    from dateline.store.project import Project
    from web_project import copied

    project = copied(shared_project, tmp_path / "killed")
    claims = [claim.claim_id for claim in project.claims()][:12]
    process, url, _ = started(project, "--port", "0", "--no-browser")
    base, token = url.split("/?token=")
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    opener.open(url).close()
    csrf = Session(0, token=token).csrf
    answered = []
    for number, claim in enumerate(claims):
        form = f"csrf={csrf}&action=accept&next=/about".encode()
        opener.open(f"{base}/review/{claim}", form).close()
        answered.append(claim)
        if number == 7:
            os.kill(process.pid, signal.SIGKILL)
            break
    process.wait(timeout=10)
    process.stderr.close()
    project.close()
    with Project.open(project.folder) as again:
        kept = {decision.subject for decision in again.decisions()}
    assert kept == set(answered)


def test_the_socket_is_the_loopback_unless_told():
    with serve.listen("127.0.0.1", None) as opened:
        assert opened.getsockname()[0] == "127.0.0.1"
        assert opened.family == socket.AF_INET
