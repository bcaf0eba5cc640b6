# Needs make and Python 3.11 or newer; everything else is installed into .venv by hash-checked locks.
SHELL := /bin/sh
PORT ?= 8000
export PORT
ENGINES ?= sqlite,postgresql
REQUESTS ?= 10000
SEED ?= 1
ROUNDS ?= 100
ENGINE ?= sqlite
unexport VIRTUAL_ENV PYTHONHOME PYTHONPATH
VENV := .venv/bin/python
DEMO := DEBUG=0 DEMO=1 $(VENV) manage.py
LARGE := $(CURDIR)/var/large
IN_LARGE := SITE_NAME="Collection inventée" DATABASE_URL=sqlite:///$(LARGE)/db.sqlite3 MEDIA_ROOT=$(LARGE)/media
DEV := DEBUG=1 DEMO=0 $(VENV) manage.py
WORDS := locale/en/LC_MESSAGES/django.po

# What is installed is known by the checksum of its lock; the development lock holds all of the other one.
RUN_STAMP := .venv/run-$(firstword $(shell cksum requirements.txt))
DEV_STAMP := .venv/dev-$(firstword $(shell cksum requirements-dev.txt))

pip = $(VENV) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $(1) && touch $(2)

.PHONY: help run demo-large dev test fuzz chaos cluster bench bench-cards bench-reading bench-programmes certainty bench-search bench-quality pictures lint format shell reset demo-passwords demo-large-passwords messages lock python run-env dev-env

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 18

run: run-env ## the site as in production, on 127.0.0.1:PORT (8000), with demonstration accounts
	@$(DEMO) demo

demo-large: run-env ## the same with an invented collection of 45 events and 2,000 quotes, in a base of its own
	@mkdir -p $(LARGE) && $(IN_LARGE) $(DEMO) demo --large

dev: dev-env ## the site with debug pages, reloaded at each change
	@$(DEV) migrate -v 0 && $(DEV) load_seed && \
		{ $(DEV) work & worker=$$!; trap 'kill $$worker 2>/dev/null' EXIT; $(DEV) runserver 127.0.0.1:$(PORT); }

test: dev-env ## everything: SQLite, journeys in a browser, PostgreSQL (ARGS goes to pytest)
	@$(VENV) -m tests $(ARGS)

fuzz: dev-env ## hostile requests to every address, on both engines (REQUESTS=… SEED=…; what failed says how to repeat it)
	@FUZZ_REQUESTS=$(REQUESTS) FUZZ_SEED=$(SEED) $(VENV) -m tests tests/test_fuzz.py

chaos: dev-env ## people at work while processes are killed: nothing they were told is lost (ROUNDS=… SEED=… ENGINE=…)
	@$(VENV) -m tests.chaos --engine $(ENGINE) --rounds $(ROUNDS) --seed $(SEED)

cluster: SECONDS ?= 20
cluster: dev-env ## the same on two hosts of the site, behind nginx, PgBouncer and a standby, each killed once (SECONDS=… SEED=…)
	@$(VENV) -m tests.cluster --seconds $(SECONDS) --seed $(SEED)

bench: SIZES ?= 1000,10000,100000
bench: SECONDS ?= 0.3
bench: dev-env ## what every kind of page costs, beside what Django costs anyway (SIZES=… ENGINES=… AGAINST=commit DATASETTE=path)
	@$(VENV) -m benchmarks.pages --sizes $(SIZES) --engines $(ENGINES) --seconds $(SECONDS) \
		$(AGAINST:%=--against %) $(DATASETTE:%=--datasette %)

bench-cards: dev-env ## how long the card of a quote takes, beside encoding the same picture
	@$(VENV) -m benchmarks.cards

bench-reading: dev-env ## what hostile texts cost to read as they grow, beside their length
	@$(VENV) -m benchmarks.reading

bench-programmes: dev-env ## how long programmes of 1,000 and of 10,000 talks take to be read
	@$(VENV) -m benchmarks.programmes

certainty: dev-env ## how often each rule of the reader is right in articles with keys; writes what the reader believes
	@$(VENV) -m benchmarks.certainty

bench-search: SIZES ?= 10000,100000,1000000
bench-search: SECONDS ?= 10
bench-search: dev-env ## what the search takes of the processor, beside SQL by hand (SIZES=… ENGINES=… SECONDS=…)
	@$(VENV) -m benchmarks.search --sizes $(SIZES) --engines $(ENGINES) --seconds $(SECONDS)

bench-quality: dev-env ## how often the search finds what is half remembered (ENGINES=… QUERIES=file TANTIVY=folder FAILURES=1)
	@$(VENV) -m benchmarks.search.quality --engines $(ENGINES) $(QUERIES:%=--queries %) $(TANTIVY:%=--tantivy %) $(FAILURES:%=--failures)

pictures: dev-env ## the pictures of README.md and of the guide, taken again (needs a Chromium)
	@$(VENV) -m tests.pictures

lint: dev-env ## ruff, mypy and djade
	@$(VENV) -m ruff check .
	@$(VENV) -m mypy --no-error-summary
	@$(VENV) -m ruff format --check .
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 --check {} +

format: dev-env ## rewrite what lint finds badly laid out
	@$(VENV) -m ruff check --fix --quiet . && $(VENV) -m ruff format .
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} + || true # 1 says that it rewrote some

shell: run-env ## a Python shell on the site's data
	@$(DEMO) shell

reset: ## forget the local data: database, media, passwords
	rm -rf var

demo-passwords: run-env ## new passwords for the demonstration accounts
	@$(DEMO) demo_passwords

demo-large-passwords: run-env ## the same for the invented collection
	@mkdir -p $(LARGE) && $(IN_LARGE) $(DEMO) demo_passwords

messages: dev-env ## collect the French strings into locale/en, compile it and locale/fr (needs gettext)
	@$(DEV) makemessages -l en --no-wrap --no-obsolete --add-location file --ignore .venv --ignore tests --ignore var
	@sed '/^"POT-Creation-Date/d' $(WORDS) > $(WORDS).new && mv $(WORDS).new $(WORDS) # a date that changes alone
	@$(DEV) compilemessages -l en -l fr --ignore .venv

lock: ## pin and hash the dependencies (needs uv)
	uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements.txt
	uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --python-version 3.11 --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

python:
	@test -x $(VENV) || { \
		for python in python3 python3.14 python3.13 python3.12 python3.11; do \
			$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; python=; \
		done; \
		test -n "$$python" || { echo "Il faut Python 3.11 ou plus récent (python3 est absent ou plus ancien)." >&2; exit 1; }; \
		$$python -m venv --clear .venv || { rm -rf .venv; exit 1; }; }

run-env: python
	@test -e $(RUN_STAMP) || test -e $(DEV_STAMP) || { echo "Installation des dépendances…"; $(call pip,requirements.txt,$(RUN_STAMP)); }

dev-env: python
	@test -e $(DEV_STAMP) || { echo "Installation des dépendances de développement…"; $(call pip,requirements-dev.txt,$(DEV_STAMP)); }
