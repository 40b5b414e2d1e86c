# One command each; each starts from nothing.
PYTHON ?= python3
UV := .venv/bin/uv
RUN := .venv/bin
.PHONY: env demo test check bench fix

env:
	@test -x $(UV) || { echo "== environment"; $(PYTHON) -m venv .venv && $(RUN)/python -m pip install --quiet uv; }
	@$(UV) sync --quiet --locked --inexact

