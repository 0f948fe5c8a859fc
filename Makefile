# Two commands are all there is to set up: `make build` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: build test lint types goldens docs wheel bench clean

build: $(STAMP)  ## make the sample publication's feeds
	$(BIN)/feedkit build

test: $(STAMP)  ## run every test
	$(BIN)/pytest

lint: $(STAMP)  ## style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)  ## types, strictly
	$(BIN)/mypy

goldens: $(STAMP)  ## write the expected outputs anew; review them with git diff
	$(BIN)/pytest -q -n 0 tests/goldens tests/message/test_composition.py --update-goldens

docs: $(STAMP)  ## write docs/rules.md anew
	$(BIN)/python docs/write_rules.py

wheel: $(STAMP)  ## dist/*.whl
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

bench: $(STAMP)  ## against Hugo and Pelican, in one run
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf $(VENV) public dist .feedkit

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable ".[postgres,web]" --group dev
	$(BIN)/python -m compileall -q feedkit  # as an installed wheel is; where bytecode is not written, every run would compile
	touch $(STAMP)
