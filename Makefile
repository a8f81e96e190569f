# make demo    install Dateline here and code the examples
# make test    everything that a change must pass
# make gate    hold the figures of every set of gold that is here to their floors
# make lint    style, types and the direction of imports alone
# make benchmark  run every script of benchmarks/, one after the other
# make docs    renew the generated pages and the picture in the README
# make lock    renew the lock files (needs uv)
#
# demo and test need Python 3.11 or newer and make. Name another Python with PYTHON=python3.12.
# The tests start a PostgreSQL 15 of their own; as root on Debian, test installs it where it is missing.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
SOURCES := $(shell find src -name '*.py' -o -name '*.tsv') pyproject.toml hatch_build.py

.PHONY: demo test gate lint benchmark docs lock clean

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.locked: requirements.lock | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements.lock
	@touch $@

# The demo installs Dateline as a user would have it; the tests install it in place.
$(VENV)/.installed: $(VENV)/.locked $(SOURCES)
	test -e $(VENV)/.editable || $(PIP) install --quiet --no-deps --no-build-isolation .
	@touch $@

$(VENV)/.dev-locked: requirements-dev.lock | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

PLACES := $(wildcard src/dateline/knowledge/places/*.tsv) src/dateline/knowledge/gazetteer_build.py

$(VENV)/.editable: $(VENV)/.dev-locked pyproject.toml hatch_build.py $(PLACES)
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Every report of the examples; README.md beside them is none.
EXAMPLES := $(sort $(filter-out %.md,$(wildcard examples/*.*)))

demo: $(VENV)/.installed
	$(BIN)/dateline code $(EXAMPLES) --format text

lint: $(VENV)/.editable
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	scripts/install_system_packages.sh
	$(BIN)/pytest

gate: $(VENV)/.editable
	$(BIN)/dateline evaluate --gate

benchmark: $(VENV)/.editable
	@for script in benchmarks/*.py; do echo "# $$script"; $(BIN)/python $$script || exit 1; done

docs: $(VENV)/.editable
	$(BIN)/python scripts/make_docs.py
	$(BIN)/python scripts/readme_picture.py

lock:
	uv pip compile --universal --quiet --generate-hashes --python-version 3.11 \
	    pyproject.toml --group build -o requirements.lock
	uv pip compile --universal --quiet --generate-hashes --python-version 3.11 \
	    pyproject.toml --all-extras --group dev -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build dist
