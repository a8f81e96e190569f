"""What every screen works with: the project, the session, and who is reading."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import quote, unquote

from starlette.requests import Request

from dateline.config import FILE_NAME, load_settings
from dateline.errors import CodingError
from dateline.event_records import Decision, DecisionKind
from dateline.export.plain import harmless
from dateline.filters import Filter
from dateline.review.edits import Editor
from dateline.scale.local import Failure
from dateline.settings import Settings
from dateline.store import coding
from dateline.store.project import Project
from dateline.store.queue import Queue
from dateline.web.security import Session

NAME_COOKIE = "dateline_name"
LONGEST_NAME = 80
REMEMBERED = 24

T = TypeVar("T")


class Memory:
    """What was counted, until something is written; the least used goes first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[Hashable, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, stamp: Hashable, count: Callable[[], T]) -> T:
        """Return what was counted under a key at this stamp, or count it now."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and kept[0] == stamp:
                self._kept.move_to_end(key)
                found: T = kept[1]
                return found
        value = count()
        with self._lock:
            self._kept[key] = (stamp, value)
            while len(self._kept) > REMEMBERED:
                self._kept.popitem(last=False)
        return value


@dataclass
class Desk:
    """The project on the table, the session that may see it, and the reader's name by default."""

    project: Project
    session: Session
    who: str
    memory: Memory = field(default_factory=Memory)

    @property
    def name(self) -> str:
        """Return the name of the project."""
        return self.project.folder.resolve().name

    @cached_property
    def editor(self) -> Editor:
        """Return what makes values of what a person types, with the project's own knowledge."""
        return Editor(self.settings.knowledge)

    @cached_property
    def settings(self) -> Settings:
        """Return the settings of the project."""
        return load_settings(self.project.folder / FILE_NAME, os.environ)

    def retry(self, report_id: str) -> None:
        """Code a report that failed once more.

        Raises:
            CodingError: it failed again.
        """
        todo = replace(
            coding.work(self.project, self.settings, again=False, retry=True),
            report_ids=(report_id,),
        )
        with self.project.alone():
            for outcome in coding.code(self.project, todo, self.settings):
                if isinstance(outcome, Failure):
                    raise CodingError(outcome.subject, outcome.fault, outcome.remedy)

    def reader(self, request: Request) -> str:
        """Return the name of who reads: as set on the page, else as the command was told."""
        given = clean_name(unquote(request.cookies.get(NAME_COOKIE, "")))
        return given or self.who

    def counted(self, key: Hashable, count: Callable[[], T]) -> T:
        """Return a count, made anew only after something was written."""
        return self.memory.get(key, self.project.stamp(), count)

    def waiting(self, screen: str) -> dict[str, Any]:
        """Return how much waits on a screen, for its place in the navigation."""
        if screen == "review":
            done, whole = self.counted("queue", lambda: self.project.progress(Queue()))
            return {"count": whole - done, "told": "claims to review"}
        if screen == "pairs":
            n = self.counted("pairs", lambda: len(self.project.pairs()))
            return {"count": n, "told": "pairs to decide"}
        if screen == "disagreements":
            n = self.counted("differ", lambda: self.project.count(Filter(disagree=True)))
            return {"count": n, "told": "events on which sources differ"}
        return {"count": 0, "told": ""}

    def decide(
        self,
        request: Request,
        kind: DecisionKind,
        subject: str,
        **values: Any,  # noqa: ANN401 - fields of a decision
    ) -> Decision:
        """Keep a decision of the reader."""
        return self.project.decide(Decision(self.reader(request), "", kind, subject, **values))


def clean_name(name: str) -> str:
    """Return a reader's name on one line, of bearable length."""
    return harmless(name)[:LONGEST_NAME].strip()


def cookie_name(name: str) -> str:
    """Return a reader's name as a cookie can hold it."""
    return quote(clean_name(name), safe="")
