# The first Python that is new enough; `make setup PY=…` names another.
PY ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup demo test check soak lint types bench picture pictures pins clean

setup: $(VENV)/.done

# The requirements pin every package with its hash; only our own code is installed without one.
# A venv that was cut off half-made has a python that is the machine's own: it is made anew, and pip refuses to install
# outside a venv whatever happens meanwhile.
export PIP_REQUIRE_VIRTUALENV := 1
IN_VENV := import sys, pip; sys.exit(sys.prefix == sys.base_prefix)
$(VENV)/.done: requirements.txt pyproject.toml
	@test -n "$(PY)" || { echo "sagsbot needs Python 3.11 or newer: install it, or name it with 'make setup PY=...'" >&2; exit 1; }
	@echo "Setting up in $(VENV)"
	@$(BIN)/python -c '$(IN_VENV)' 2>/dev/null || $(PY) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup
	$(BIN)/sagsbot demo

# Everything, on all cores. Words for pytest go into ARGS: make test ARGS="-n0 -k outbox"
test: setup
	$(BIN)/python -m pytest $(ARGS)

# The quick part, for whoever works on the code: no programs, no browser, no long searches.
check: setup
	$(BIN)/python -m pytest -m "not slow" $(ARGS)

# The long form of what `make test` has a short form of: ROUNDS times as many examples, other ones for each SEED.
ROUNDS ?= 20
SEED ?= 0
soak: setup
	SOAK_ROUNDS=$(ROUNDS) $(BIN)/python -m pytest -m soak --hypothesis-seed=$(SEED) \
		--timeout=0 --session-timeout=1000000 $(ARGS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

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
	build/pins/bin/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-package sagsbot -o requirements.txt requirements.in

clean:
	rm -rf $(VENV) build *.egg-info
