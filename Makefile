# `make` alone lists the verbs. Nothing here needs a container or a secret.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PATH := $(CURDIR)/.venv/bin:$(PATH)
export PATH
PYTHON ?= python3
PORT ?= 8000

.PHONY: help setup setup-tests demo test check fix unit journeys measure bench lock directory clean

help: ## List the verbs
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/ready src/havre/static/ready ## Install and build all that running needs

.venv/ready: requirements.lock pyproject.toml tools/setup.sh
	@tools/setup.sh runtime

src/havre/static/ready: .venv/ready package-lock.json web/build.mjs $(shell find src/havre/data/law src/havre/law -type f) $(shell find web -name '*.ts' -o -name '*.tsx' -o -name '*.css')
	@tools/setup.sh web

.venv/ready-tests: .venv/ready requirements-dev.lock
	@tools/setup.sh tests

setup-tests: setup .venv/ready-tests ## The same, and what the tests need (Chromium)

demo: setup ## Run the whole service on http://localhost:8000
	@havre demo --port $(PORT)

test: check unit journeys ## Everything that must hold before a change lands

check: setup-tests ## Format, lint, types, imports
	ruff format --check src tests tools
	ruff check src tests tools
	mypy
	lint-imports
	npm run --silent types
	npm run --silent format

fix: setup-tests ## Format everything
	ruff format src tests tools
	ruff check --fix src tests tools
	npm run --silent fix

unit: setup-tests ## Tests without a browser, Python then TypeScript
	pytest -m "not browser"
	npm run --silent test

journeys: setup-tests ## What a person does, in a real Chromium
	pytest -m browser

measure: setup-tests ## First load, home page, cold start, time to blank: print them
	python tools/measure.py

bench: setup-tests ## Load the real service, beside ejabberd and its own bounds
	PYTHONPATH=tools python -m bench $(ARGS)

lock: ## Renew the pinned versions (needs uv)
	uv pip compile --quiet --upgrade --generate-hashes --no-header --python-version 3.11 --extra build pyproject.toml -o requirements.lock
	uv pip compile --quiet --upgrade --generate-hashes --no-header --python-version 3.11 --extra build --extra dev pyproject.toml -o requirements-dev.lock

directory: setup-tests ## Rebuild the built-in communes from the npm package
	python tools/build_directory.py

clean: ## Remove what set-up and the builds made
	rm -rf .venv node_modules src/havre/static build
