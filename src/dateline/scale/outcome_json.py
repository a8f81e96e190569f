"""The JSON form of what coding one report gave, so that it can lie in a file until it is wanted."""

from __future__ import annotations

from dateline.errors import DamagedFile
from dateline.export.claim_json import from_json, to_json
from dateline.export.json_fields import Json
from dateline.export.report_json import (
    account_from_json,
    account_to_json,
    rejected_from_json,
    rejected_to_json,
    report_from_json,
    report_to_json,
)
from dateline.records import Coded
from dateline.scale.local import Failure, Outcome


def outcome_to_json(outcome: Outcome) -> Json:
    """Return the JSON form of an outcome; the received bytes of the report are not part of it."""
    if isinstance(outcome, Failure):
        failure = [outcome.subject, outcome.fault, outcome.remedy, outcome.trace]
        return {"failure": failure}
    return {
        "report": report_to_json(outcome.report),
        "claims": [to_json(claim) for claim in outcome.claims],
        "rejected": [rejected_to_json(rejected) for rejected in outcome.rejected],
        "sentences": [account_to_json(outcome.report, a) for a in outcome.sentences],
    }


def outcome_from_json(record: Json, where: str) -> Outcome:
    """Return the outcome that a JSON form describes.

    Raises:
        DamagedFile: a key is missing or holds something else than it should.
    """
    try:
        if "failure" in record:
            return Failure(*record["failure"])
        return Coded(
            report_from_json(record["report"], where),
            tuple(from_json(claim, where) for claim in record["claims"]),
            tuple(rejected_from_json(rejected, where) for rejected in record["rejected"]),
            tuple(account_from_json(account, where) for account in record["sentences"]),
        )
    except (KeyError, TypeError) as error:
        raise DamagedFile(where, f"is no outcome ({error!r})", "Run the command again.") from None
