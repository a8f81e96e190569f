"""A stub for what a process of a pool does: the text of a report says what goes wrong."""

import os
import time

from dateline.records import Coded


def code(report):
    if "slow" in report.text:
        time.sleep(30)
    if "memory" in report.text:
        raise MemoryError
    if "die" in report.text:
        os._exit(9)
    return Coded(report, (), (), ())


def work(reports, settings):
    return [code(report) for report in reports]


def lines(items, task):
    return [item["name"] for item in items if code(item["report"])]


def prepare(settings):
    pass
