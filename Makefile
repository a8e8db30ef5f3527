# Wemode. `make help` lists every target.
SHELL := /bin/sh
.DEFAULT_GOAL := help
export RASA_TELEMETRY_ENABLED := false

.PHONY: help run test check endure bench evaluate train tune names lock clean

help:  ## List every target
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

run:  ## Set up what is missing and start Wemode (HOST=, PORT=; default 127.0.0.1:8080)
	@sh cli/set_up.sh run
	@HOST="$(HOST)" PORT="$(PORT)" exec .venv/bin/wemode serve

test:  ## Set up what is missing and run every test at its short size
	@sh cli/set_up.sh test
	@.venv/bin/python -m pytest --cov --cov-report=term:skip-covered -m "not endure"

check: ## Lint, types, imports, content, training data
	@sh cli/set_up.sh test
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache
	@.venv/bin/python -m wemode.content.lint
	@.venv/bin/wemode train --validate

endure: ## Run the large counts and write docs/measured.md
	@sh cli/set_up.sh test
	@.venv/bin/python -m cli.endure

bench: ## Measure against stock Rasa, side by side
	@sh cli/set_up.sh test
	@.venv/bin/wemode bench

evaluate: ## Score the reading on lines no training ever saw
	@sh cli/set_up.sh run
	@.venv/bin/wemode evaluate

train: ## Retrain what changed
	@sh cli/set_up.sh run

tune: ## Tune the sentence encoder to data/nlu anew (an hour; needed once a release, not at set-up)
	@sh cli/set_up.sh run
	@.venv/bin/python -m rasa_project.uv venv --quiet --clear --python .venv/bin/python .venv-tuning
	@.venv/bin/python -m rasa_project.uv pip install --quiet --require-hashes --python .venv-tuning/bin/python -r requirements/tuning.txt
	@.venv-tuning/bin/python -m tuning.tune

names: ## Make the lists that masking reads anew (needs Debian's wamerican-large and wbritish-large)
	@sh cli/set_up.sh run
	@.venv/bin/python -m rasa_project.uv venv --quiet --clear --python .venv/bin/python .venv-names
	@.venv/bin/python -m rasa_project.uv pip install --quiet --require-hashes --python .venv-names/bin/python -r requirements/names.txt
	@.venv-names/bin/python -m gazetteer.build

lock: ## Resolve the requirement files anew, with hashes and without a host
	@for set in run test; do \
	  uv pip compile --quiet --python-version 3.10 --generate-hashes --no-emit-index-url --no-header \
	    --override requirements/overrides.txt requirements/$$set.in --output-file requirements/$$set.txt || exit 1; done
	@uv pip compile --quiet --python-version 3.10 --generate-hashes --no-emit-index-url --no-header \
	  requirements/tuning.in --output-file requirements/tuning.txt
	@uv pip compile --quiet --python-version 3.10 --generate-hashes --no-emit-index-url --no-header \
	  requirements/names.in --output-file requirements/names.txt
	@uv pip compile --quiet --python-version 3.10 --generate-hashes --no-emit-index-url --no-header --no-deps \
	  requirements/weights.in --output-file requirements/weights.txt

clean: ## Remove everything that set-up made
	@rm -rf .venv .venv-stock .venv-tuning .venv-names .cache models
