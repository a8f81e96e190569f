"""What can go wrong, as a tree.

.. code-block:: text

    DatelineError            anything Dateline raises on purpose
    ├── UsageError           the command or call cannot be meant so            exit 2
    │   └── SettingsError    a setting is unknown or has a wrong value          exit 2
    ├── ReadError            one report cannot be read; the others go on        exit 3
    │   ├── UnsupportedFile
    │   ├── EmptyReport
    │   └── DamagedFile
    ├── CodingError          one report was read but could not be coded         exit 3
    ├── KnowledgeError       a lexicon, actor or gazetteer file is at fault     exit 1
    ├── IntegrityError       what is kept is not what was written                exit 4
    └── InternalError        a fault in Dateline itself, please report it       exit 1

Each error says what is wrong with which file, and what to do about it.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Anything Dateline raises on purpose.

    Attributes:
        subject: the file, setting or record at fault.
        fault: what is wrong with it.
        remedy: what a person can do.

    """

    exit_code = 1

    def __init__(self, subject: str, fault: str, remedy: str) -> None:
        self.subject = subject
        self.fault = fault
        self.remedy = remedy
        super().__init__(f"{subject}: {fault}. {remedy}")

    def __reduce__(self) -> tuple[type[DatelineError], tuple[str, str, str]]:
        """Let an error travel between processes whole."""
        return type(self), (self.subject, self.fault, self.remedy)


class UsageError(DatelineError):
    """The command or call cannot be meant so."""

    exit_code = 2


class SettingsError(UsageError):
    """A setting is unknown or has a wrong value."""


class ReadError(DatelineError):
    """One report cannot be read; the others go on."""

    exit_code = 3


class UnsupportedFile(ReadError):
    """No reader knows this kind of file."""


class EmptyReport(ReadError):
    """The file holds no text."""


class DamagedFile(ReadError):
    """The file is broken or not what its name says."""


class CodingError(DatelineError):
    """One report was read but could not be coded."""

    exit_code = 3


class KnowledgeError(DatelineError):
    """A lexicon, actor or gazetteer file is at fault."""


class IntegrityError(DatelineError):
    """What is kept is not what was written."""

    exit_code = 4


class InternalError(DatelineError):
    """A fault in Dateline itself, not in what it was given."""
