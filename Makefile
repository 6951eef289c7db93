# Set-up, demo, tests, benchmarks. Everything happens in .venv; Python 3.11 or newer and make are enough.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test test-fast check bench clean

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $@

demo: .venv/ready  ## install, read the example referat and print what is in it
	$(BIN)/nlp-referat show

test: check  ## linter, type checker and the whole test suite (about six minutes on two cores)
	$(BIN)/python -m pytest -n auto -m "slow or not slow"

test-fast: check  ## the same without the slow tests (about two minutes)
	$(BIN)/python -m pytest -n auto

check: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/ready  ## words per second and memory; writes benchmarks/README.md
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf .venv
