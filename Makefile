# Everything a contributor or a curious director types. `make` alone lists it.
SHELL = /bin/sh
.DEFAULT_GOAL := help
VENV := .venv/bin
PYTHON := $(VENV)/python
export DJANGO_SETTINGS_MODULE ?= filrouge.config.settings
# Nothing of the machine's own Python leaks in.
export PYTHONPATH :=
export PYTHONDONTWRITEBYTECODE ?=

.PHONY: help setup demo demo-reset test check format bench docs-pictures lock messages migrations secrecy-long

help: ## This list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: ## Make .venv with the locked packages (instant when already done)
	@bin/setup

demo: setup ## Serve the demo organisation: prints the address and one account per role
	@$(VENV)/filrouge demo

demo-reset: setup ## Empty the demo's data folder and build the demo again, without serving it
	@$(VENV)/filrouge demo --reset --no-serve

test: setup ## Every test that can run here, on SQLite then on PostgreSQL
	@bin/test

check: setup ## Format, lint, types, import contracts, migrations, templates, translations, dependencies
	@$(PYTHON) bin/check.py

format: setup ## Put code and templates in the project's format
	@$(VENV)/ruff format .
	@$(VENV)/ruff check --fix .

bench: setup ## Speeds of import and figures, against hand-written SQL
	@$(PYTHON) -m bench

secrecy-long: setup ## The long forms of the tests of secrecy: hours, see docs/secrecy-report.md
	@bin/secrecy-long

docs-pictures: setup ## Take the README's pictures again from a running demo
	@$(PYTHON) bin/pictures.py

migrations: setup ## Write the migrations that changed models need
	@DJANGO_SETTINGS_MODULE=tests.settings_checks $(PYTHON) -m django makemigrations

messages: setup ## Collect sentences to translate, then compile the catalogues
	@$(PYTHON) bin/messages.py extract
	@$(PYTHON) bin/messages.py compile

lock: setup ## Choose package versions again and write the three locks (hashes, no addresses)
	@bin/lock
