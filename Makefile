PY ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup demo test lint types bench clean

setup: $(VENV)/.done

# The requirements pin every package with its hash; only our own code is installed without one.
$(VENV)/.done: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PY) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: setup
	$(BIN)/sagsbot demo

test: setup
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

bench: setup
	$(BIN)/python bench/questions.py

clean:
	rm -rf $(VENV) build *.egg-info
