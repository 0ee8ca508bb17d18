# Samordningsbloggen: the commands of the publication. "make" builds it, "make help" lists the rest.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
BUILD  := _build

.DEFAULT_GOAL := build
.PHONY: build new publish test proof preview serve yearbook links import check accessibility comments catalogue pins clean help

build: $(VENV)/ready  ## build the site with its search and the yearbooks (the default)
	@$(PY) -m sphinx_publication build --output $(BUILD)

new: $(VENV)/ready  ## begin a post: make new TITLE="…"
	@$(PY) -m sphinx_publication new post "$(TITLE)"

test: $(VENV)/ready-dev  ## run the tests, the linter and the type checker
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) -m pytest -q

preview: $(VENV)/ready-dev  ## show the publication in the browser while it is written, drafts included
	@$(PY) -m sphinx_publication preview --output $(BUILD)

serve: preview

yearbook: $(VENV)/ready  ## make the yearbooks alone; one of them with YEAR=2013
	@$(PY) -m sphinx_publication yearbook --output $(BUILD) $(YEAR)

comments: $(VENV)/ready-comments  ## try comments through Isso on this machine, with the site beside them
	@$(PY) -m sphinx_publication comments serve --output $(BUILD)

publish: build  ## publish the site: make publish TARGET=name@host:/folder
	@$(PY) -m sphinx_publication publish --output $(BUILD) $(TARGET)

proof: $(VENV)/ready  ## look through all texts without building
	@$(PY) -m sphinx_publication check

links: $(VENV)/ready  ## ask whether outward links still lead somewhere
	@$(PY) -m sphinx_publication links

import: $(VENV)/ready  ## bring in a blog from Blogger: make import EXPORT=takeout.zip
	@$(PY) -m sphinx_publication import blogger "$(EXPORT)"

check: build $(VENV)/ready-dev $(VENV)/ready-comments  ## run the third-party checkers (installs what they need with apt and npm)
	@tests/conformance/install.sh
	@$(PY) -m pytest -q -m conformance tests/conformance

accessibility: build $(VENV)/ready-dev  ## check all pages again, and write what the statement is made of
	@tests/conformance/install.sh
	@$(PY) -m tests.conformance.results $(BUILD)/site accessibility.json

catalogue: $(VENV)/ready-dev  ## bring the catalogue of reader-facing words up to date
	@$(PY) -m sphinx_publication.locale

pins:  ## renew requirements.txt and its fellows from pyproject.toml
	@PYTHON=$(PYTHON) tools/pins.sh

clean:  ## remove all that was built, and the environment
	@rm -rf $(BUILD) $(VENV) tests/conformance/node_modules

help:  ## show these commands
	@sed -n 's/^\([a-z]*\):.*##  *\(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

$(VENV)/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12")'
	@echo "Setting up $(VENV) (once) ..."
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(VENV)/ready-comments: $(VENV)/ready requirements-comments.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps -r requirements-comments.txt
	@touch $@
