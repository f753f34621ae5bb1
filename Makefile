# 协商工作簿. `make` alone lists what there is.
# Needs git, make and Python 3.11 to 3.13 with venv; uses uv where it is on the PATH, else fetches it into .venv.

CASE ?= data/example
OUT ?= $(if $(WORKBOOK_HOME),$(WORKBOOK_HOME)/)reports
BASE ?= HEAD
PYTHON ?= python3
LAB_OPTIONS ?=
COVER ?=
LOCK_OPTIONS ?=

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
BIN := .venv/bin
ON_PATH := $(shell command -v uv 2>/dev/null)
UV := $(or $(ON_PATH),$(BIN)/uv)
INSTALL = $(UV) pip install --quiet --compile-bytecode --python $(BIN)/python
COMPILE = $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-header $(LOCK_OPTIONS)
# nbval takes seconds to load, and only the twins need it.
PYTEST = $(BIN)/pytest -p no:nbval
SETTINGS := $(shell find jupyter -type f)
export UV_PYTHON_DOWNLOADS := never

# Caches go into the project where the home or the temporary folder cannot be written.
writable = $(shell d=$$(mktemp -d "$(1)/.workbook.XXXXXX" 2>/dev/null) && rmdir "$$d" && echo yes)
ifneq ($(call writable,$(or $(HOME),/nowhere)),yes)
export HOME := $(shell mkdir -p .cache/home && echo $(CURDIR))/.cache/home
endif
ifneq ($(call writable,$(or $(TMPDIR),/tmp)),yes)
export TMPDIR := $(shell mkdir -p .cache/tmp && echo $(CURDIR))/.cache/tmp
endif

.PHONY: help report lab test quick check browser binder golden pictures words same reference scale bench lock clean

help: ## 列出全部命令 · list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

report: .venv/.runtime ## 运行全部九个笔记本并生成文件，CASE=案卷文件夹 · run the whole walk on CASE, write to OUT
	@$(BIN)/workbook report "$(CASE)" --out "$(OUT)"

lab: .venv/.runtime ## 打开工作簿（只在本机） · open the workbook in JupyterLab, on this machine only
	$(BIN)/jupyter-lab --ip=127.0.0.1 $(LAB_OPTIONS)

test: .venv/.dev ## 全部测试，不用浏览器 · the whole suite, no browser needed
	$(PYTEST) -n 2 --dist worksteal $(COVER)
	$(BIN)/pytest -n 2 --dist loadfile --nbval --nbval-sanitize-with tests/golden/sanitize.cfg tests/golden

quick: .venv/.dev ## 半分钟的测试，改动时随手跑 · half a minute of tests, to run while you work
	$(PYTEST) -n 2 --dist worksteal -m quick

check: .venv/.dev ## 代码规范、类型、分层、笔记本无输出 · lint, types, layers, notebooks without outputs
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/nbstripout --verify --keep-id notebooks/*.ipynb

browser: .venv/.dev ## 浏览器测试，需要 chromium 和中文字体 · browser journeys (Debian: chromium fonts-noto-cjk)
	@command -v chromium >/dev/null && fc-list :lang=zh 2>/dev/null | grep -q . || { \
	  echo "make browser needs Chromium and a Chinese font. Debian or Ubuntu: apt-get install chromium fonts-noto-cjk"; exit 1; }
	$(PYTEST) -n 2 --dist loadfile tests/browser

binder: .venv/.dev ## 按 environment.yml 在空环境里安装并运行 · install what Binder would into an empty environment and run it
	$(PYTEST) tests/binder

golden: .venv/.dev ## 重新生成 tests/golden 里的对照笔记本 · write the executed twins in tests/golden again
	$(BIN)/python tests/golden

pictures: .venv/.dev ## 每一页、每份文件的样子（手机和电脑、亮和暗），PART=名字只做一部分 · pictures of every page and paper, to be looked at
	@$(BIN)/python tests/pictures "$(CASE)" "$(OUT)/pictures" $(PART)

words: .venv/.dev ## 把新句子收进英文词表 · take new sentences over into the English catalogue
	@mkdir -p .cache
	$(BIN)/pybabel -q extract -k _ -k N_ --no-location --sort-output -o .cache/words.pot workbook 2>/dev/null
	$(BIN)/pybabel -q update -i .cache/words.pot -o workbook/translations/en.po -l en -N --ignore-obsolete -w 118
	@sed -i.bak '/^"POT-Creation-Date\|^"PO-Revision-Date/d' workbook/translations/en.po && rm workbook/translations/en.po.bak

same: .venv/.dev ## 与较早的提交比较每份文件、每一页、每个结果，BASE=提交 · print what differs from an earlier commit, case by case
	@$(BIN)/python tests/same "$(BASE)"

reference: .venv/.dev ## 与外部参考数据核对 · check against the reference data beside the project (WORKBOOK_REFERENCE)
	@test -d "$${WORKBOOK_REFERENCE:-../shared/reference}" || { \
	  echo "There is no folder $${WORKBOOK_REFERENCE:-../shared/reference}; set WORKBOOK_REFERENCE."; exit 1; }
	$(PYTEST) tests/reference

scale: .venv/.dev ## 上百个编造的案例，要跑很久 · long runs over many made-up cases
	$(PYTEST) -n 2 --dist worksteal -m "scale and not timed"
	$(PYTEST) -m timed
	$(PYTEST) -n 2 -m scale tests/browser

bench: .venv/.dev ## 计时 · measure speed and size
	@for file in benchmarks/*.py; do echo "$$file"; $(BIN)/python "$$file" || exit 1; done

lock: .venv/.python ## 重新锁定依赖版本，LOCK_OPTIONS=--upgrade 换新版 · resolve the locks again
	$(COMPILE) -o requirements.lock
	$(COMPILE) --extra cluster -c requirements.lock -o requirements-cluster.lock
	$(COMPILE) --extra dev --extra cluster -c requirements-cluster.lock -o requirements-dev.lock

clean: ## 删除环境和缓存，不动案卷和文件 · remove the environment and caches; cases and reports stay
	rm -rf .venv .cache .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || { \
	  echo "This needs Python 3.11, 3.12 or 3.13. If you have one under another name: make PYTHON=python3.12"; exit 1; }
ifeq ($(ON_PATH),)
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  echo "Python cannot make an environment here. Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet uv
else
	$(UV) venv --quiet --allow-existing --python "$(PYTHON)" .venv
endif
	@touch $@

.venv/.runtime: requirements.lock pyproject.toml $(SETTINGS) | .venv/.python
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --reinstall -e .
	$(BIN)/python -m compileall -q workbook
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.runtime
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
