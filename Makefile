# Everything one does here, as `make TARGET`. Each target sets up what it needs; `make` alone lists them.

PYTHON ?= python3
ARGS ?=
BIN := .venv/bin
READY := .venv/.ready
PIP := -m pip --quiet --quiet --disable-pip-version-check --no-input
RECENT := import sys; sys.exit(sys.version_info < (3, 11))

.DEFAULT_GOAL := help
.PHONY: help setup solve compare test nightly lint notebooks strip calibration bench bench-peers house findings lock clean docs pages results

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## Create .venv with the tested versions of everything

solve: $(READY) ## Solve the national instance; more options with ARGS="--gap 1e-3"
	@$(BIN)/optimiser solve instances/denmark-2014 $(ARGS)

compare: $(READY) ## Compare all systems of the national instance, with a report
	@$(BIN)/optimiser compare instances/denmark-2014 --out runs/comparison $(ARGS)

test: $(READY) ## Run the tests, all but the slow ones
	@$(BIN)/python -m pytest -m "not nightly" -n auto --dist loadfile --costliest=20 $(ARGS)

nightly: $(READY) ## Run the slow tests, and search for examples that break a law
	@$(BIN)/python -m pytest -m nightly $(ARGS)
	@$(BIN)/python -m pytest --hypothesis-profile=default -m "not nightly" $(shell grep -rl hypothesis tests --include=test_*.py) $(ARGS)

lint: $(READY) ## Check style and types
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy

notebooks: $(READY) ## Run the notebooks top to bottom, into build/notebooks as pages to look at; yours with ARGS="--instance mine.xlsx --lang da"
	@$(BIN)/python -m notebooks.run $(ARGS)

strip: $(READY) ## Clear what the notebooks have put out, before they are committed
	@$(BIN)/python -m nbconvert --log-level=ERROR --clear-output --inplace notebooks/*.ipynb notebooks/da/*.ipynb

docs: $(READY) ## Make the manual as a site, build/docs/index.html
	@$(BIN)/python -m sphinx -W --keep-going -q -b html docs build/docs $(ARGS)
	@echo "build/docs/index.html"

pages: $(READY) ## Renew what the manual shows of the code: tables, records, the model, the rooms
	@$(BIN)/python -m docs.pages

results: $(READY) ## Write docs/results.md from runs made here, about an hour; some sections with ARGS="systems regret"
	@$(BIN)/python -m docs.results $(ARGS)

calibration: $(READY) ## Print the documents' figures beside ours
	@$(BIN)/python -m benchmarks.calibration $(ARGS)

bench: $(READY) ## Measure our model against the textbook one, variants of the data, comparing, explaining and diagnosing
	@$(BIN)/python -m benchmarks.run $(ARGS)
	@$(BIN)/python -m benchmarks.variants
	@$(BIN)/python -m benchmarks.compare_speed
	@$(BIN)/python -m benchmarks.explaining
	@$(BIN)/python -m benchmarks.diagnosing
	@$(BIN)/python -m benchmarks.roadmap

bench-peers: $(READY) ## Solve beside HiGHS alone, SCIP, CBC and CP-SAT, about an hour; less with ARGS="toy --seconds 10"
	@$(BIN)/python -m benchmarks.peers $(ARGS)

house: $(READY) ## Measure how easy the code is to find one's way in; where it is not with ARGS=--worst
	@$(BIN)/python -m benchmarks.house $(ARGS)

findings: ## Run what was found out about other people's programs again, each in a temporary folder
	@for script in findings/*.sh; do echo "$$script"; bash $$script || exit 1; done

# Made with the oldest Python we support, so that the versions suit the newer ones too.
lock: ## Renew constraints.txt with the newest versions; run it with PYTHON=python3.11
	@rm -rf build/lock && $(PYTHON) -m venv build/lock
	@build/lock/bin/python $(PIP) install -e '.[dev]'
	@{ grep '^#' constraints.txt; build/lock/bin/python $(PIP) freeze --exclude optimiser; } > build/constraints.txt
	@mv build/constraints.txt constraints.txt && rm -rf build/lock && echo "constraints.txt renewed; now run make test"

clean: ## Remove .venv and caches; runs stay
	@rm -rf .venv build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A .venv that is already there is kept if its Python is recent enough, and made anew if not.
$(READY): pyproject.toml constraints.txt
	@start=$$(date +%s); printf 'Setting up .venv … '; \
	if ! $(BIN)/python -c '$(RECENT)' 2>/dev/null; then \
	    for python in $(PYTHON) python3.13 python3.12 python3.11 none; do \
	        if $$python -c '$(RECENT)' 2>/dev/null; then break; fi; \
	    done; \
	    if [ $$python = none ]; then \
	        printf '\nPython 3.11 or newer is needed. If it has another name: make PYTHON=/path/to/python3.12\n' >&2; exit 1; \
	    fi; \
	    if ! $$python -m venv --clear .venv; then \
	        printf '\n%s cannot create .venv; on Debian and Ubuntu: apt install python3-venv\n' $$python >&2; exit 1; \
	    fi; \
	fi; \
	if ! $(BIN)/python $(PIP) install -c constraints.txt -e '.[dev]'; then \
	    printf '\nThe packages could not be installed; pip says why above.\n' >&2; exit 1; \
	fi; \
	touch $@; echo "done ($$(( $$(date +%s) - start )) s)"
