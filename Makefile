# The only commands to learn. Each sets up what it needs; a second call is quick.
.PHONY: setup run test check bench score clean
.DEFAULT_GOAL := help

BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
export UV_COMPILE_BYTECODE := 1
# One thread a page: pages are read side by side instead.
export OMP_THREAD_LIMIT := 1

.PHONY: help
help:
	@echo 'make run    start the service (sets up what is missing)'
	@echo 'make test   run every test (sets up what is missing)'
	@echo 'make check  formatter, linters, types, import layers, migrations, tests'
	@echo 'make score  how well letters are read, field by field'
	@echo 'make bench  how fast, against bare Tesseract'
	@echo 'make faults breaks the running service in many ways and counts what was lost'
	@echo 'make hostile sends malformed files (../shared/hostile) through the service'
	@echo 'make fuzz   asks the API what its description allows, and what it does not'
	@echo 'make setup  only install what is missing'

setup: .venv/.ready

.venv/.ready: uv.lock pyproject.toml .ci/setup
	.ci/setup
	touch $@

run: setup
	@exec $(BIN)/vanthu run

test: setup
	.ci/testing
	$(BIN)/pytest

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	VANTHU_DATA=$$(mktemp -d) $(BIN)/vanthu manage makemigrations --check --dry-run
.PHONY: lint

check: lint
	.ci/testing
	$(BIN)/pytest

bench: setup
	@$$(command -v uv || echo .tools/bin/uv) sync --locked --group bench || echo 'bench: peers not installed'
	$(BIN)/python -m bench

score: setup
	rm -rf var/score && mkdir -p var/score
	$(BIN)/vanthu samples var/score/samples
	$(BIN)/vanthu score --gold var/score/samples --json var/score/samples.json var/score/samples/*.pdf
	@if [ -d ../shared/scans/pdf ]; then \
	  $(BIN)/vanthu score --gold ../shared/scans/gold --json var/score/scans.json ../shared/scans/pdf/*.pdf; \
	fi

faults: setup
	$(BIN)/python -m tests.flow.table $(ROWS)
hostile: setup
	$(BIN)/python -m tests.flow.hostile
fuzz: setup
	FUZZ_EXAMPLES=$(or $(EXAMPLES),500) FUZZ_SEED=$(or $(SEED),1) \
	  $(BIN)/pytest -q --show-capture=no tests/feed/test_openapi.py
.PHONY: faults hostile fuzz

clean:
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
