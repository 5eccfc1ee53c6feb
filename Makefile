# `make demo` shows the platform, `make test` proves it; both install what they need and are quick the second time.

.PHONY: demo test screens bench faults lock clean

demo:
	@.ci/prepare requirements.txt
	@.venv/bin/course demo $(if $(PORT),--port $(PORT))

test:
	@.ci/prepare requirements-dev.txt
	@.ci/browser
	@.venv/bin/python -m ruff check --quiet --output-format concise .
	@.venv/bin/python -m pytest -n auto --maxprocesses 4

screens:
	@.ci/prepare requirements-dev.txt
	@.ci/browser
	@.venv/bin/python -m tests.screens

bench:
	@.ci/prepare requirements-dev.txt
	@.venv/bin/python -m tests.benchmarks

faults:
	@.ci/prepare requirements-dev.txt
	@.venv/bin/python -m tests.faults

lock:
	@.ci/lock

# What people did (instance/) stays.
clean:
	rm -rf .venv .pytest_cache .ruff_cache .import_linter_cache .hypothesis build screens *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
