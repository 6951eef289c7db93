# Set-up, demo, tests, benchmarks. Everything happens in .venv; Python 3.11 or newer and make are enough.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test test-fast check train-tiny evaluate bench fuzz clean

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $@

.venv/train: .venv/ready
	$(BIN)/python -m pip install --quiet --editable ".[dev,train]"
	touch $@

demo: .venv/ready  ## install, read the example referat and print what is in it
	$(BIN)/nlp-referat show

test: check .venv/train  ## linter, type checker and the whole test suite (about six minutes on two cores)
	$(BIN)/python -m pytest -n auto -m "slow or not slow"

test-fast: check .venv/train  ## the same without the slow tests (about two minutes)
	$(BIN)/python -m pytest -n auto

check: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

train-tiny: .venv/train  ## train an encoder and a CNN end to end on a few documents, to see that it works
	$(BIN)/python -m training.tiny build/tiny

evaluate: .venv/ready  ## the shipped model on the test split, against the report of the last release
	$(BIN)/nlp-referat evaluate --gold corpora/referat/test.jsonl --left-out corpora/referat/train.jsonl \
		--baseline benchmarks/model/report.json --no-robustness --out build/report

bench: .venv/ready  ## speed of text, PDF and batches, and memory, on a quiet machine; writes benchmarks/README.md and BATCH.md
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/batch.py

fuzz: .venv/ready  ## 20,000 mutated files for each reader: read or refused, no crash, no hang (about an hour)
	$(BIN)/python tests/readers/fuzz.py --count 20000

clean:
	rm -rf .venv
