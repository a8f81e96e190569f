"""Coding opens no network connection."""

import socket
from pathlib import Path

import pytest
import pytest_socket

from dateline.cli.main import main

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "rival-1-agency.txt"


def test_the_guard_itself_works(socket_disabled):
    refused = pytest.raises(pytest_socket.SocketBlockedError)
    with pytest.warns(UserWarning, match="tried to use socket"), refused:
        socket.socket()


def test_coding_an_example_opens_no_socket(socket_disabled, capsys):
    assert main(["code", str(EXAMPLE), "--format", "jsonl"]) == 0
    out, err = capsys.readouterr()
    assert out.count('"claim_id"') > 0
    assert "0 failed" in err
