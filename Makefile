# Two commands do it all: `make app` opens the desk on the sample event, `make test` runs the tests.
# `make bench` measures the planner beside other solvers: minutes, and tables in benchmarks/results.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: app test bench

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	$(BIN)/python -c "from planner.solver.searching.compiled import compile_comfort, compile_search; compile_search(); compile_comfort()"
	touch $@

app: .venv/installed
	$(BIN)/streamlit run app.py

test: .venv/installed
	$(BIN)/pytest

bench: .venv/installed
	$(BIN)/planner bench --suite quick --output benchmarks/results --force
