"""Killed anywhere, a project goes on: nothing lost, nothing twice."""

import os

import pytest
from project_kills import killed_often


@pytest.mark.skipif(os.name != "posix", reason="there is no kill -9")
def test_kills_at_random_points_change_nothing():
    expected, found, hit = killed_often(3, events=8)
    assert hit == 3
    assert expected["faults"] == []
    assert found == expected
