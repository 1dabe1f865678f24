# What a person types here. Each target sets itself up in .venv/ first and can be run again at any time.

BIN := .venv/bin
AS_OF := 2026-02-28
UV := .venv-pins/bin/uv --no-config --quiet pip compile --universal --python-version 3.11 --upgrade \
	--generate-hashes --strip-extras --no-header --no-annotate

.SILENT:
.PHONY: help demo test test-all check-code bench docs format pins clean

help: ## List what can be done here.
	echo "Bluehelm: what can be done here"
	sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' Makefile | awk -F '|' '{ printf "%-19s%s\n", $$1, $$2 }'

demo: .venv/ready-to-run ## Make a workspace in demo/, check the MINUSCA dossier and write its brief.
	echo "Making a workspace in demo/ from the example that ships with Bluehelm ..."
	$(BIN)/bluehelm demo demo/
	printf '\nChecking the MINUSCA dossier: bluehelm check minusca --summary\n'
	cd demo && ../$(BIN)/bluehelm check minusca --summary || test $$? -eq 1
	printf '\nWriting the brief: bluehelm brief minusca --as-of $(AS_OF)\n'
	cd demo && ../$(BIN)/bluehelm brief minusca --as-of $(AS_OF)
	printf '\nThe brief as a web page and as PDF lies here:\n'
	find demo -path demo/.git -prune -o \( -name '*.html' -o -name '*.pdf' \) -print | sort | sed 's/^/  /'
	printf '\nGo on: cd demo, then ../$(BIN)/bluehelm trace task/election-support -m minusca\n'
	printf '       or ../$(BIN)/bluehelm explain figure/days-above-reserve -m minusca (docs/quick-start.md)\n'
	printf 'In the browser: $(BIN)/bluehelm serve demo/ (docs/workspace.md)\n'

test: check-code ## Run everything that must pass before a change lands (under 10 minutes on 2 cores).
	echo "Tests (pytest) ..."
	$(BIN)/pytest -n 2 -m "not exhaustive"

test-all: check-code .venv/ready-for-spark ## Run the same and the long runs, on Spark too where Java is present.
	echo "Tests, with the long runs (pytest) ..."
	$(BIN)/pytest -n 2 --hypothesis-profile=thorough

check-code: .venv/ready-to-test ## Look at the code without running it: lint, layout, types, layers.
	echo "Lint (ruff) ..."
	$(BIN)/ruff check .
	echo "Layout (ruff format) ..."
	$(BIN)/ruff format --check .
	echo "Types (mypy --strict) ..."
	$(BIN)/mypy
	echo "Layers (import-linter) ..."
	$(BIN)/lint-imports --no-logo

bench: .venv/ready-to-test .venv-peers/ready ## Measure speed and memory beside other tools; writes benchmarks/results/.
	$(BIN)/python benchmarks/measure_dossier.py
	$(BIN)/python benchmarks/measure_indicators.py
	$(BIN)/python benchmarks/measure_rates_and_bills.py
	$(BIN)/python benchmarks/measure_phases.py

docs: .venv/ready-to-run ## Write the reference pages in docs/reference/ anew.
	echo "Writing docs/reference/ ..."
	$(BIN)/python -m bluehelm.documentation docs/reference

format: .venv/ready-to-test ## Lay out the code, and mend what can be mended without a person.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

pins: ## Choose the newest libraries that fit, and pin them with hashes.
	.ci/set-up .venv-pins
	.venv-pins/bin/python -m pip --disable-pip-version-check -qq install uv
	echo "Choosing versions ..."
	$(UV) pyproject.toml build-requirements.in --extra web -o .venv-pins/run.txt
	$(UV) pyproject.toml build-requirements.in --extra web --extra dev -c .venv-pins/run.txt -o .venv-pins/dev.txt
	$(UV) benchmarks/requirements-peers.in -o .venv-pins/peers.txt
	(echo "# What Bluehelm runs on. Written by 'make pins'."; cat .venv-pins/run.txt) > requirements.txt
	(echo "# What Bluehelm runs on and is tested with. Written by 'make pins'."; cat .venv-pins/dev.txt) \
		> requirements-dev.txt
	(echo "# The tools that the benchmarks stand beside. Written by 'make pins'."; cat .venv-pins/peers.txt) \
		> benchmarks/requirements-peers.txt

clean: ## Remove what was made here: .venv/, demo/, caches.
	rm -rf .venv .venv-pins .venv-peers demo
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/ready-to-run: requirements.txt pyproject.toml
	.ci/set-up .venv requirements.txt
	touch $@

.venv/ready-to-test: requirements-dev.txt requirements.txt pyproject.toml
	.ci/set-up .venv requirements-dev.txt
	touch .venv/ready-to-run $@

.venv/ready-for-spark: .venv/ready-to-test requirements-spark.txt
	if command -v java > /dev/null; then \
		echo "Installing Spark into .venv/, by version and hash ..."; \
		$(BIN)/python -m pip --disable-pip-version-check -qq install --require-hashes -r requirements-spark.txt \
			|| echo "It did not install; tests on Spark are skipped."; \
	else echo "There is no Java here; tests on Spark are skipped."; fi
	touch $@

.venv-peers/ready: benchmarks/requirements-peers.txt
	.ci/set-up .venv-peers
	echo "Installing the tools to measure beside into .venv-peers/, by version and hash ..."
	.venv-peers/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r $< \
		|| echo "They did not install; the benchmarks leave them out."
	touch $@
