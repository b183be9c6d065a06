# Two commands: `make demo` and `make test`. Both make .venv from the pinned constraints first.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check bench clean

demo: .venv/installed
	$(BIN)/dabiao demo

test: .venv/installed-test
	$(BIN)/python -m pytest -n auto --dist worksteal

check: .venv/installed-test
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

.venv/installed-test: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $@ .venv/installed

bench: .venv/installed-test
	for what in backlog latency size pace; do $(BIN)/python -m benchmarks.$$what || exit 1; done

clean:
	rm -rf .venv
