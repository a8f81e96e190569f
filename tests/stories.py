"""Claims made by hand, to be linked: small, with only what a test asks of them."""

import hashlib
from datetime import date, timedelta

from dateline.event_records import ReportFacts
from dateline.records import (
    Actor,
    Anchor,
    Attribution,
    Claim,
    Count,
    DateRange,
    Place,
    SentenceRef,
)

HERE = Anchor(0, 1, "x")
TOWNS = {
    "Rasmala": ("geonames:1", 15.0, 44.0),
    "Ordain": ("geonames:2", 15.02, 44.02),
    "Farwell": ("geonames:3", 17.0, 47.0),
}
PUBLISHED = date(2016, 11, 5)


def actor(name, actor_id=None, sectors=(), country=None):
    return Actor(name, name, (HERE,), "stated", "who.words", actor_id=actor_id, country=country,
                 sectors=sectors)  # fmt: skip


def place(name="Rasmala", precision="exact"):
    place_id, latitude, longitude = TOWNS[name]
    return Place(name, name, (HERE,), "stated", "where.locative", precision=precision,
                 gazetteer_id=place_id, admin1="Tavor", country="Nowhere", iso3="XXX",
                 latitude=latitude, longitude=longitude)  # fmt: skip


def day(which):
    when = which if isinstance(which, date) else date(2016, 11, which)
    return DateRange(when, when, "day", "that day", (HERE,), "resolved", "date:weekday+own-word")


def killed(low, high=None, of=None, kind="killed", cumulative=False):
    return Count(kind, low, high if high is not None else low, None, False, of, str(low), (HERE,),
                 "count", cumulative=cumulative)  # fmt: skip


def source(name, kind="official", actor_id=None, is_party=False):
    return Attribution(name, name, kind, "indirect", None, (HERE,), "source.indirect",
                       actor_id=actor_id, is_party=is_party)  # fmt: skip


def claim(report, n=1, **fields):
    """Return a claim of a report: its sentence number tells it from the others there."""
    fields = {
        "event_type": "ASSAULT",
        "mode": "explosives",
        "contexts": (),
        "status": "happened",
        "place": place(),
        "date": day(3),
        **fields,
    }
    told = hashlib.sha256(f"{report} {n}".encode()).hexdigest()[:16]
    return Claim(
        claim_id=told,
        report_id=report,
        report=f"{report}.txt",
        sentence=SentenceRef(n, n * 100, n * 100 + 80),
        trigger=Anchor(n * 100, n * 100 + 6, "blast"),
        trigger_rule="noun:blast",
        status_rule="status.asserted",
        **fields,
    )


def facts(*reports, published=PUBLISHED, **more):
    return {r: ReportFacts(r, f"{r}.txt", published, **more) for r in reports}


def later(days):
    return PUBLISHED + timedelta(days=days)
