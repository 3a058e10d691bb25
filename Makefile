# What people and CI run alike. Each target first sets up what it needs in .venv, once: see tools/environment.py.
# On Windows no make is needed to edit and preview: README.md has the two plain commands.

PYTHON ?= python3
BIN := .venv/bin

# Two banners of the theme about MkDocs 2, which we do not use.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.DEFAULT_GOAL := help
.PHONY: help serve site review check test lint coverage bench bench-scores import vendor lock digest clean environment environment-dev

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

PORT ?= 8000
serve: environment ## preview at http://localhost:8000, anew on each change; PORT=8001 if another program has that port
	@echo "Building the preview: a minute or two the first time. Then open http://localhost:$(PORT)"
	$(BIN)/mkdocs serve --dev-addr localhost:$(PORT)

site: environment ## build the site into site/; a warning is an error
	$(BIN)/mkdocs build --strict

review: environment ## begin a review: make review MODEL=<id>; without MODEL it lists models that lack one
	@$(BIN)/tokonomix new review $(if $(MODEL),"$(MODEL)")

check: environment ## check data and content, without building
	$(BIN)/tokonomix check $(if $(GITHUB_ACTIONS),--format github)

# Some of them: make test PYTEST="tests/scores -k ranks"
test: environment-dev ## run all tests; installs a Chromium if there is none
	@$(BIN)/python -m tools.browser
	$(BIN)/pytest -n auto --dist loadfile $(PYTEST)

lint: environment-dev ## lint code, workflows and issue forms
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms \
	  $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	$(BIN)/zizmor --offline --quiet --persona pedantic .github
	$(BIN)/python -m tools.actionlint

coverage: environment-dev ## run all tests and say which lines of the generator none of them runs
	@$(BIN)/python -m tools.browser
	$(BIN)/pytest -n auto --dist loadfile --cov $(PYTEST)

bench: environment ## print what loading, checking and the boards of all months cost, and how it grows
	$(BIN)/python -m tools.bench

# FRAME is a folder with the results of another study; WRITE=--write records the table that the methodology page shows.
bench-scores: environment-dev ## hide results, foretell them, and print our error and intervals beside their bars
	$(BIN)/python -m tools.bench_scores $(if $(FRAME),--frame $(FRAME)) $(WRITE)

# SOURCES is a folder with one folder for each importer, named as its source. READ is the day they were read.
import: environment ## import every source: make import SOURCES=<folder> [READ=YYYY-MM-DD]
	@test -d "$(SOURCES)" || { echo "Say where the sources lie: make import SOURCES=<folder>" >&2; exit 2; }
	$(BIN)/tokonomix import all "$(SOURCES)" $(if $(READ),--read $(READ))

vendor: environment-dev ## fetch the JavaScript of others that we ship, as listed in tools/npm.toml
	$(BIN)/python -m tools.vendor

# For every Python from 3.11 on and every system at once. No index address is written: pip asks the one it is set to.
COMPILE = UV_SYSTEM_CERTS=true UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip compile pyproject.toml --quiet --no-config \
  --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
  $(if $(UPGRADE),--upgrade)
lock: environment-dev ## write requirements*.txt from pyproject.toml; UPGRADE=1 takes the newest versions
	$(COMPILE) --group build --output-file requirements.txt
	$(COMPILE) --group build --group dev --constraint requirements.txt --output-file requirements-dev.txt

digest: environment ## say in site/site-digest.txt which bytes these are, so that equal ones are not deployed again
	$(BIN)/python -m tools.digest site

clean: ## remove everything that make made
	rm -rf .venv .cache site .site-* .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage*

environment:
	@$(PYTHON) tools/environment.py

environment-dev:
	@$(PYTHON) tools/environment.py --dev
