# Every command a person types. On a fresh machine `make run` and `make test` need nothing else.
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
PY := $(VENV)/bin/python
export DATA_DIR ?= data

.PHONY: help setup run test check demo load build bench docs tools clean

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(VENV)/.runtime ## make .venv with everything pinned

$(VENV)/bin/python:
	@./scripts/python-venv $(PYTHON) $(VENV)

$(VENV)/.runtime: requirements.txt constraints.txt | $(VENV)/bin/python
	$(PY) -m pip install --quiet --upgrade 'pip>=25.1'
	$(PY) -m pip install --quiet --requirement requirements.txt --constraint constraints.txt
	@touch $@

tools: $(VENV)/.tools ## the test tools, a browser and fonts too

$(VENV)/.tools: pyproject.toml $(VENV)/.runtime
	$(PY) -m pip install --quiet --group dev --constraint constraints.txt
	@./scripts/browser-and-fonts
	@touch $@

run: setup ## the dashboard on http://127.0.0.1:8501, with demonstration data if there is none yet
	@$(PY) -m pipelines first-run
	$(PY) -m dashboard serve --port $(PORT)

test: tools ## every check and every test
	./scripts/test

check: tools ## style, types, layers and SQL, without the tests
	./scripts/check

demo: setup ## write the demonstration deliveries to DATA_DIR/inbox/demo
	$(PY) -m pipelines demo --out $(DATA_DIR)/inbox/demo

load: setup ## read, check and land deliveries: make load FILES='a.csv b.xlsx'
	$(PY) -m pipelines load $(FILES)

build: setup ## models, audits and a new published version
	$(PY) -m pipelines build

bench: tools ## measure, print ratios, write docs/benchmarks.md
	$(PY) -m benchmarks

docs: setup ## write the generated parts of docs/: metrics, data dictionary
	$(PY) -m warehouse docs
	$(PY) -m pipelines dictionary --lang en --out docs/dictionary.md
	$(PY) -m pipelines dictionary --lang zh --out docs/dictionary.zh.md

clean: ## remove the environment and caches; never the data
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
