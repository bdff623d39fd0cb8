# Two commands do everything a newcomer needs: `make demo` and `make test`. Both set the environment up first.
# All of it runs from .venv and var/ below this folder; nothing is written elsewhere.

.DEFAULT_GOAL := help
.PHONY: help setup demo course test test-slow test-newest check bench pictures assets lock

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
LOCKS := requirements/uv.txt requirements/build.txt requirements/base.txt requirements/test.txt

SERVE ?= 1
PORT ?= 8000
BROWSER ?= 1
EXPLORE ?= 0
NGINX ?= 1
WORKERS ?= 2
ARGS ?=

# uv trusts the certificates of this machine, as pip and git do: an organisation's own may stand before every package.
UV_SYSTEM_CERTS ?= 1
export UV_SYSTEM_CERTS

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

setup: $(STAMP) ## make .venv and install the locked packages (quick when nothing changed)

$(STAMP): $(LOCKS) requirements/base.in pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh $(VENV)
	@touch $(STAMP)

demo: setup ## build the demo, reports and two rounds, and serve it on localhost (SERVE=0: only build; PORT=8000)
	@$(BIN)/fagspejl demo --out var/demo $(if $(filter 0,$(SERVE)),--no-serve,--serve --port $(PORT))

course: setup ## play a whole course against a fresh demo, with sixty phones and a real one, and say what was seen (PHONES=60)
	@FAGSPEJL_CHROMIUM=$$(sh scripts/chromium.sh) $(BIN)/python scripts/play_course.py --phones $(or $(PHONES),60)

test: setup ## run the tests, all but the slow ones (BROWSER=0 leaves the browser tests out; ARGS="tests/web -k cards"; WORKERS=2; EXPLORE=1 tries new random examples)
	@BROWSER=$(BROWSER) EXPLORE=$(EXPLORE) WORKERS=$(WORKERS) sh scripts/test.sh $(BIN) fast $(ARGS)

test-slow: setup ## run the slow tests: simulations, hundreds of kills, long property tests (takes the same as `make test`, and NGINX=0)
	@BROWSER=$(BROWSER) EXPLORE=$(EXPLORE) WORKERS=$(WORKERS) NGINX=$(NGINX) sh scripts/test.sh $(BIN) slow $(ARGS)

test-newest: setup ## run `make test` with the newest packages that requirements/*.in allow, and with the next Django where it runs
	@BROWSER=$(BROWSER) EXPLORE=$(EXPLORE) WORKERS=$(WORKERS) sh scripts/test_newest.sh $(BIN) $(ARGS)

check: setup ## run every check that is not a test: style, types, import contracts, templates, docstrings
	@sh scripts/check.sh $(BIN)

bench: setup ## run every benchmark in bench/ and print its figures
	@$(BIN)/python scripts/bench.py

pictures: setup ## draw the reports of ten leaders at the edges into docs/pictures (needs Chromium)
	@$(BIN)/python scripts/pictures.py
	@$(BIN)/python scripts/system_pictures.py
	@$(BIN)/python scripts/planner_pictures.py
	@$(BIN)/python scripts/workspace_pictures.py

assets: setup ## build the fonts and styles that are committed below src/fagspejl/web
	@set -e; found=0; for script in scripts/assets/*.py; do \
	    [ -e "$$script" ] || continue; found=1; $(BIN)/python "$$script"; \
	done; [ $$found = 1 ] || echo "No asset scripts in scripts/assets/: what is committed is used as it is."

lock: setup ## resolve requirements/*.in again and write the locks: names, versions and hashes, no addresses
	@sh scripts/lock.sh $(BIN)
