# The few words that people and machines use here. Everything lives in .venv and is set up once,
# again only when pyproject.toml or constraints.txt change. Another Python: make quiz PYTHON=python3.12
PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --quiet --quiet --disable-pip-version-check install --constraint constraints.txt
RUN_READY := $(VENV)/ready-to-run
DEV_READY := $(VENV)/ready-to-develop

.DEFAULT_GOAL := help
.PHONY: help quiz dev test lint format cover mutate fuzz bench simulate stories words demo release clean

help: ## list these words
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

quiz: $(RUN_READY) ## take the quiz (options: make quiz ARGS=--full)
	@$(BIN)/degreepath quiz $(ARGS) || [ $$? -eq 130 ]

dev: $(DEV_READY) ## set up .venv for development

test: $(DEV_READY) ## run the tests (options: make test ARGS="-k audit")
	@$(BIN)/pytest -q -n auto $(ARGS)

lint: $(DEV_READY) ## check style, types, the house's arrows, the help in the documents
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/cog --check --verbosity=0 docs/data-formats.md

format: $(DEV_READY) ## put code into the house style, and the help and formats of today into the documents
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format
	@$(BIN)/cog -r --verbosity=0 docs/data-formats.md

# Absolute: programs that tests start in other folders write beside it.
cover: export COVERAGE_FILE := $(CURDIR)/.coverage
cover: ## run the tests and see that they reach every line and branch of the core, and nearly all of the rest
	@$(MAKE) --no-print-directory test ARGS="--cov --cov-report= $(ARGS)"
	@$(BIN)/coverage report --include='*/advice/*,*/knowledge/*,*/quiz/session.py' --fail-under=100
	@$(BIN)/coverage report --fail-under=95

mutate: $(DEV_READY) ## change the arithmetic on purpose, one operator at a time, and list what no test notices
	@$(PIP) mutmut
	@$(BIN)/mutmut run
	@$(BIN)/mutmut results

fuzz: $(DEV_READY) ## search for input that breaks it; needs atheris (options: make fuzz ARGS="sheets --minutes 12")
	@$(BIN)/python tools/fuzz.py $(ARGS)

bench: $(DEV_READY) ## time start-up, the pure core and a million students
	@for name in startup core cohort; do echo "== $$name"; $(BIN)/python "benchmarks/$$name.py" || exit 1; done

simulate: $(DEV_READY) ## measure the advice on simulated students, and say whether the published figures are stale
	@$(BIN)/python benchmarks/simulate.py $(ARGS)

stories: $(DEV_READY) ## measure the advice on stories: make stories ARGS="--stories FOLDER"
	@$(BIN)/python benchmarks/stories.py $(ARGS)

words: $(DEV_READY) ## measure how hard the texts are that a student reads
	@$(BIN)/python tools/reading_age.py $(ARGS)

demo: $(DEV_READY) ## take the README's pictures
	@$(BIN)/python tools/demo.py $(ARGS)

release: lint test ## what a release checks besides: coverage, figures that are not stale, the manual page
	@$(MAKE) --no-print-directory cover
	@$(BIN)/python benchmarks/figures.py
	@$(BIN)/python tools/man.py

clean: ## remove what these words made, .venv included
	rm -rf $(VENV) build dist mutants htmlcov .coverage .coverage.* .fuzz .hypothesis
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "degreepath needs Python 3.11 or newer: make PYTHON=python3.12 quiz" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# Editable, so that the checkout's own data/ is read. A venv for development can also run.
$(RUN_READY): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Setting up .venv, once …" >&2
	@$(PIP) --editable '.[cohort,pdf]'
	@touch $@

$(DEV_READY): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Setting up .venv for development, once …" >&2
	@$(PIP) --editable '.[dev]'
	@touch $@ $(RUN_READY)
