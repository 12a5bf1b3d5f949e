# The first Python that is new enough; `make setup PY=…` names another.
PY ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup demo test check soak lint types bench picture pictures pins clean

# How far the setup is: .user marks what running takes, .done the tools for work on the code as well.
setup: $(VENV)/.done

# pip never installs into the machine's own Python, also where a target below calls it.
export PIP_REQUIRE_VIRTUALENV := 1
$(VENV)/.user: requirements.txt pyproject.toml
	@test -n "$(PY)" || { echo "sagsbot needs Python 3.11 or newer: install it, or name it with 'make setup PY=...'" >&2; exit 1; }
	@$(PY) deploy/install.py requirements.txt
	@touch $@

$(VENV)/.done: requirements-dev.txt requirements.txt pyproject.toml
	@test -n "$(PY)" || { echo "sagsbot needs Python 3.11 or newer: install it, or name it with 'make setup PY=...'" >&2; exit 1; }
	@$(PY) deploy/install.py requirements-dev.txt
	@touch $(VENV)/.user $@

# The demo waits for no tools that it does not use.
demo: $(VENV)/.user
	$(BIN)/sagsbot demo

# Everything, on all cores. Words for pytest go into ARGS: make test ARGS="-n0 -k outbox"
test: setup
	$(BIN)/python -m pytest $(ARGS)

# The quick part, for whoever works on the code: no programs, no browser, no whole bot, no long searches.
check: setup
	$(BIN)/python -m pytest -m "not slow" $(ARGS)

# The long form of what `make test` has a short form of: ROUNDS times as many examples, other ones for each SEED.
ROUNDS ?= 20
SEED ?= 0
soak: setup
	SOAK_ROUNDS=$(ROUNDS) SOAK_SEED=$(SEED) $(BIN)/python -m pytest -m soak --hypothesis-seed=$(SEED) \
		--timeout=0 --session-timeout=1000000 $(ARGS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# For Windows as well: what only some systems have must be asked for first.
types: setup
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/windows

bench: setup
	$(BIN)/python bench/questions.py
	$(BIN)/python bench/acknowledge.py

picture: setup
	$(BIN)/python docs/picture.py

pictures: setup
	$(BIN)/python docs/pictures.py

# Newest versions of everything that pyproject.toml allows, for every platform and Python from 3.11, with hashes.
# One package alone: make pins UPGRADE="--upgrade-package jinja2"
UPGRADE ?= --upgrade
pins: setup
	$(BIN)/python -m venv build/pins
	build/pins/bin/python -m pip install --quiet --disable-pip-version-check uv
	for name in requirements requirements-dev requirements-postgresql; do \
		build/pins/bin/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes \
			--no-header --no-annotate --no-emit-package sagsbot -o $$name.txt $$name.in || exit 1; done

clean:
	rm -rf $(VENV) build *.egg-info
