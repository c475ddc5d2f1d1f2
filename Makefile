# The day's tasks; `make` alone lists them.
PYTHON ?= $(if $(wildcard .venv/bin/python),.venv/bin/python,python3)

.PHONY: help setup test cases lint format docs serve bench ci

help:  ## list the tasks
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

setup:  ## make .venv with everything in it
	python3 -m venv .venv
	.venv/bin/python -m pip install --quiet -e ".[dev]"

test:  ## run all tests
	$(PYTHON) -m pytest -n 2

cases:  ## run the cases of tests/cases alone
	$(PYTHON) -m pytest tests/test_cases.py

lint:  ## lint, types, import contracts
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(if $(wildcard .venv/bin/lint-imports),.venv/bin/,)lint-imports

format:  ## format the code
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

docs:  ## build the documentation into site/
	$(PYTHON) -m mkdocs build --strict

serve:  ## show the documentation while it is written
	$(PYTHON) -m mkdocs serve

bench:  ## run the benchmarks
	$(PYTHON) benchmarks/convert.py

ci:  ## what has to pass, in a .venv made anew
	.ci/run
