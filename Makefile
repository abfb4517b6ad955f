# `make`        sets up, and makes the editions of seeds/ in build/
# `make test`   sets up, and checks everything
# The rest: setup lint lock bench clean distclean. Each does only what is not yet done.

SHELL := /bin/sh
.SUFFIXES:
.DELETE_ON_ERROR:
.PHONY: editions setup setup-test test lint lock bench clean distclean

PYTHON ?= python3
BIN := .venv/bin
STAMPS := .stamps
TOOLS := .tools
CHECKED := converter tests

# ---- the editions

# The editions are made again when what they are made from has other contents than last time, or one of them is gone.
# Contents, not dates: a fresh checkout has the dates of its checkout. File names may hold spaces and Chinese.
MADE_FROM := find seeds styles converter requirements.lock -type f ! -name '*.py[co]' -exec cksum {} +
MADE := find build -type f ! -name .gitignore -exec cksum {} +

editions: $(STAMPS)/python
	@$(MADE_FROM) | sort > $(STAMPS)/sources.now
	@if cmp -s $(STAMPS)/sources.now $(STAMPS)/sources \
	    && $(MADE) | sort | comm -13 - $(STAMPS)/editions | cmp -s - /dev/null; then \
	    echo "build/ is up to date."; \
	else \
	    rm -f $(STAMPS)/sources $(STAMPS)/editions && \
	    $(BIN)/dingben convert seeds --output build && \
	    $(MADE) | sort > $(STAMPS)/editions && \
	    mv $(STAMPS)/sources.now $(STAMPS)/sources; \
	fi

# ---- the set-up

setup: $(STAMPS)/python

setup-test: $(STAMPS)/python $(STAMPS)/system-test $(STAMPS)/npm

$(STAMPS)/system $(STAMPS)/system-test: setup/system.sh
	@mkdir -p $(STAMPS)
	PYTHON=$(PYTHON) sh setup/system.sh $(if $(findstring test,$@),test,run)
	@touch $@

$(STAMPS)/system-test: $(STAMPS)/system # one after the other, for apt-get locks its database

# uv is eight times faster than pip; pip fetches it, by the version and the hashes that the lock has for it.
# The project itself is built by the locked hatchling, so nothing is fetched that the lock does not name.
$(STAMPS)/python: requirements.lock pyproject.toml $(STAMPS)/system
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > $(STAMPS)/uv.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(STAMPS)/uv.lock
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/npm: setup/package.json setup/package-lock.json $(STAMPS)/system-test
	mkdir -p $(TOOLS) && cp setup/package.json setup/package-lock.json $(TOOLS)
	cd $(TOOLS) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# ---- the checks

test: setup-test lint
	$(BIN)/pytest

lint: $(STAMPS)/python
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/mypy

bench: $(STAMPS)/python
	$(BIN)/python tests/benchmarks/bench_stages.py

# Versions and hashes only, for every platform and every Python from 3.11 on; the address they come from is the
# machine's own affair.
lock: $(STAMPS)/python
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-annotate --no-emit-index-url --no-emit-find-links --group dev --extra cluster pyproject.toml \
	    --output-file requirements.lock
	cd setup && npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund

# ---- the broom

clean:
	find build -mindepth 1 ! -name .gitignore -delete
	rm -rf $(STAMPS)/sources $(STAMPS)/sources.now $(STAMPS)/editions dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find converter tests -name __pycache__ -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(STAMPS) $(TOOLS) .venv
