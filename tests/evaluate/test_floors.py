"""Figures must not fall below their floors, wherever the gold is at hand.

Dateline's own gold is held whole, of public gold small fixed samples; the whole of those is held by
``dateline evaluate --gate``.
"""

import os
from importlib import import_module

import pytest

from dateline.evaluate import gate, registry
from dateline.evaluate.gate import Measured

WHERE = registry.places(os.environ)
PINNED = [
    (name, None if sample == gate.WHOLE else int(sample))
    for name, samples in sorted(gate.read(gate.FLOORS)["floors"].items())
    for sample in sorted(samples)
    if sample != gate.WHOLE or registry.named(name).below is not None
]
REPAIR = (
    "Look at 'dateline evaluate {name}{sample} --errors errors.md'. A better figure "
    "raises its floor with --update; it is lowered only with --allow-regression and a reason."
)


@pytest.mark.parametrize(("name", "sample"), PINNED)
def test_no_figure_falls_below_its_floor(name, sample):
    one = registry.named(name)
    if not WHERE.has(one):
        pytest.skip(f"the gold of {name} is not at hand")
    measured = Measured(registry.run(one, WHERE, sample), sample, registry.gold_digest(one, WHERE))
    below = [f"{b.name}: {b.fault}" for b in gate.check(measured)]
    wide = [m.counts for m in measured.result.metrics if m.name == "countries_as_countries"]
    assert all(c is not None and c.fn == 0 for c in wide), "a country is told as a point in it"
    told = "" if sample is None else f" --sample {sample}"
    assert below == [], REPAIR.format(name=name, sample=told)


def test_some_floors_are_pinned_and_mean_something():
    assert {name for name, _ in PINNED} == {s.name for s in registry.SETS if s.by_default}
    floors = gate.read(gate.FLOORS)["floors"]
    assert all(0 < floors[name][str(n)]["metrics"][metric] < 1
               for name, n, metric in (("plv_train", 50, "root_accuracy"),
                                       ("re3d_train", 10, "entity_f1")))  # fmt: skip


@pytest.mark.parametrize("one", registry.SETS, ids=lambda one: one.name)
def test_every_set_has_a_function_that_scores_it(one):
    module = import_module(f"dateline.evaluate.sets.{one.module}")
    assert callable(module.SETS[one.name])
