# Two commands do it all: `make app` opens the desk on the sample event, `make test` runs the tests.
# `make lock` pins what pyproject.toml asks for anew, each package by its hashes, for every system.
# `make bench` measures the planner beside other solvers: minutes, and tables in benchmarks/results.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: app test bench lock

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -c "from planner.solver.compiled import STEPS; [step() for step in STEPS]"
	touch $@

app: .venv/installed
	$(BIN)/streamlit run app.py

test: .venv/installed
	$(BIN)/pytest

bench: .venv/installed
	$(BIN)/planner bench --suite quick --output benchmarks/results --force

# Keeps the versions that are locked where they still fit; with UPGRADE=--upgrade it takes the newest.
lock:
	$(PYTHON) -m venv .venv/lock
	.venv/lock/bin/pip install --quiet uv
	.venv/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --group dev --extra postgres --extra cluster --generate-hashes --no-header \
		$(UPGRADE) --output-file requirements.lock pyproject.toml
