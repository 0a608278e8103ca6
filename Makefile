# Two commands: `make run` serves the chat, `make test` runs every check. `make help` lists all.
# Nothing is needed beforehand but Python 3.11 or newer and the package registry.

STORE ?= store
PYTHON ?= $(shell bash .ci/python)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
TORCH := $(shell sed -n 's/^torch==//p' requirements.lock)

# Nothing is looked up or reported while the product runs. The two OMP lines keep a question at
# milliseconds on busy cores; they work only when set before Python starts.
export HF_HUB_OFFLINE := 1
export GRADIO_ANALYTICS_ENABLED := False
export ANONYMIZED_TELEMETRY := False
export OMP_WAIT_POLICY := PASSIVE
export OMP_NUM_THREADS ?= 2

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run index test check types tests evals lock

help: ## list these commands
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST)

run: index ## install, index the samples if the store is empty, serve the chat (STORE=folder)
	$(BIN)/python app.py --store "$(STORE)"

index: $(VENV)/.installed
	@if [ -z "$$($(BIN)/python -m index list --store "$(STORE)" --json 2>/dev/null)" ]; then \
	    $(BIN)/python -m index build corpus/samples --store "$(STORE)"; \
	fi

test: check types tests ## install, then lint, types and tests

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

tests: $(VENV)/.installed-dev
	$(BIN)/python -m pytest

evals: $(VENV)/.installed ## score the golden questions on the samples
	$(BIN)/python -m evals run evals/cases/samples.jsonl --reports corpus/samples

lock: $(VENV)/.installed-dev ## write the lock files anew from pyproject.toml
	.ci/lock

# Each step leaves a stamp, so that a second run starts at once. torch comes first and alone, with
# dependencies of its own: whichever build of it a machine has or gets then stays. All else is
# pinned, so no resolver has to run.
$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer with venv was found; name one: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.torch: $(VENV)/.made
	$(PIP) install "torch==$(TORCH)"
	touch $@

$(VENV)/.installed: $(VENV)/.torch requirements.lock pyproject.toml
	$(PIP) install --no-deps -r requirements.lock
	$(PIP) install --no-deps -e .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(PIP) install --no-deps -r requirements-dev.lock
	touch $@
