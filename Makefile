# Two commands matter: `make report` and `make test`. Both set up their own environment in .venv.
PYTHON ?= python3
AREAS ?= world
BIN = .venv/bin
CORES = -q --numprocesses=auto
CORE = tests/measure tests/projection
# Kernels that are forked from a process which has imported everything.
WARM = JUPYTER_DEFAULT_PROVISIONER_NAME=copcalc-forked
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: help report data lab notebooks test quick lint format clean

help:
	@echo "make report            make the world report (AREAS=\"africa NAM\" for others)"
	@echo "make test              lint, types, layers, tests, notebooks"
	@echo "make quick             lint, types, layers and the fast tests, in about two minutes"
	@echo "make lab               open JupyterLab on the notebooks"
	@echo "make data              check data/raw and make data/processed"
	@echo "make notebooks         execute the stored notebooks again, and redraw the picture in the README"
	@echo "make format            format code and mend what the linter can"
	@echo "make clean             remove the environment and everything that was made"

report: .venv/installed
	$(BIN)/copcalc report $(AREAS)

data: .venv/installed
	$(BIN)/copcalc data

lab: .venv/installed
	$(BIN)/copcalc lab

notebooks: .venv/installed
	$(BIN)/copcalc refresh
	$(BIN)/copcalc report world
	cp reports/world/charts/standing.svg reports/example/standing.svg

lint: .venv/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Enough before a commit: no slow tests (kernels above all), and few examples of each property.
quick: lint
	$(BIN)/copcalc data > /dev/null
	$(BIN)/pytest $(CORES) --dist=worksteal -m "not slow" --hypothesis-profile=quick

# The calculation core has to be covered whole, branches included, by its own tests alone.
test: lint
	$(BIN)/copcalc data
	$(BIN)/pytest $(CORES) --dist=worksteal $(CORE) --cov=copcalc.measure --cov=copcalc.projection --cov-branch \
	  --cov-report=term-missing:skip-covered --cov-fail-under=100
	$(BIN)/pytest $(CORES) --dist=loadscope $(CORE:%=--ignore=%)
	$(WARM) $(BIN)/pytest $(CORES) --dist=loadscope --nbval notebooks --nbval-sanitize-with tests/nbval.cfg

format: .venv/installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv build *.egg-info
	git clean -fdXq data/processed reports

# Making the environment again costs a second, and mends one that was left half made.
.venv/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "copcalc needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv || \
	  { echo "This Python has no venv module: on Debian, apt-get install python3-venv"; exit 1; }
	$(PIP) --editable .
	@touch $@

.venv/installed-test: .venv/installed
	$(PIP) --editable ".[test]"
	@touch $@
