# One command each. Each starts from nothing, may be run again, and says what it is doing.
#
#   make demo     the platform with a demonstration year, on 127.0.0.1:8315 (PORT changes it)
#   make test     every test, on SQLite, and on PostgreSQL when one answers
#   make check    format, lint, types, layers, templates, migrations, taxonomy, architecture, translations, docs
#   make fix      what can be put right by machine
#   make bench    the benchmarks, one JSON line per figure
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
PYTHON ?= python3
PORT ?= 8315
RUN := .venv/bin
# The system's certificates, where it has any: an association may sit behind a proxy of its own.
CERTIFICATES := $(if $(wildcard /etc/ssl/certs/ca-certificates.crt),UV_SYSTEM_CERTS=1)
UV := UV_PYTHON_DOWNLOADS=never UV_PYTHON_PREFERENCE=only-system $(CERTIFICATES) $(RUN)/uv
# Nobody's own database is used by mistake; tests/settings.py keeps the rest out.
TESTS := env -u DATABASE_URL $(RUN)/pytest -q -n auto --dist loadgroup
.PHONY: env demo test check fix bench
.DEFAULT_GOAL := test

env:
	@test -x $(RUN)/uv || { \
	  echo "== environment: a virtual environment in .venv, with uv"; \
	  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "Python 3.11 or newer is needed; PYTHON=… names another."; exit 1; }; \
	  $(PYTHON) -m venv .venv; \
	  $(RUN)/python -m pip install --quiet --disable-pip-version-check uv; }
	@echo "== environment: the packages of uv.lock"
	@$(UV) sync --quiet --locked --inexact

demo: export SMART315_DEMO := 1
demo: export SMART315_BASE_URL := http://127.0.0.1:$(PORT)
demo: env
	@test -f .env || $(RUN)/smart315 init
	@echo "== database"
	@$(RUN)/smart315 migrate --verbosity 0
	@$(RUN)/smart315 load_reference --without-associations
	@echo "== a demonstration year"
	@$(RUN)/smart315 demo_data
	@echo "== web and worker; Ctrl-C stops both"
	@exec $(RUN)/smart315 serve --with-worker --port $(PORT)

test: env
	@echo "== tests, on SQLite"
	@$(TESTS)
	@url="$$($(RUN)/python -m tests.postgresql)"; if [ -n "$$url" ]; then \
	  echo "== the tests that touch the database, on PostgreSQL"; \
	  DATABASE_URL="$$url" SMART315_TEST_ONLY=database $(RUN)/pytest -q -n auto --dist loadgroup; \
	fi

check: env
	@echo "== format and lint"
	@$(RUN)/ruff format --check --quiet .
	@$(RUN)/ruff check --quiet .
	@echo "== types"
	@$(RUN)/mypy
	@echo "== layers"
	@$(RUN)/lint-imports
	@echo "== templates"
	@$(RUN)/djlint smart315 --check
	@$(RUN)/djlint smart315 --lint
	@echo "== migrations"
	@DJANGO_SETTINGS_MODULE=tests.settings $(RUN)/django-admin makemigrations --check --dry-run
	@echo "== taxonomy and rule cards"
	@$(RUN)/python -m smart315.casework.taxonomy
	@$(RUN)/python -m smart315.casework.cards
	@echo "== architecture, translations and documents"
	@$(TESTS) -n 0 tests/test_architecture.py tests/test_docs.py tests/test_translations.py tests/web_public/test_catalogue.py

fix: env
	@$(RUN)/ruff check --fix --quiet . || true
	@$(RUN)/ruff format --quiet .
	@$(RUN)/djlint smart315 --reformat --quiet || true

bench: env
	@echo "== Spark, for what is measured on a cluster"
	@$(UV) sync --quiet --locked --inexact --extra spark
	@$(RUN)/python -m benchmarks
