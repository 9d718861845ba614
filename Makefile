# Everything a person does with Xinyi from a clone. `make help` lists it.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?=
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
DATA ?= ../shared/data

export PYTHONPATH :=
export XINYI_VAR

.DEFAULT_GOAL := help
.PHONY: help run reset test test-long check real bench lock clean

help:  ## list these commands / 列出命令
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */  make \1	/' | expand -t 22

run: $(RUNTIME)  ## start everything with sample data / 启动（体验模式）
	@XINYI_MODE=$${XINYI_MODE:-sample} exec $(BIN)/python -m xinyi run

reset: $(RUNTIME)  ## throw the sample data away and make it anew / 清空并重新生成体验数据
	@XINYI_MODE=$${XINYI_MODE:-sample} exec $(BIN)/python -m xinyi reset

test: $(DEV)  ## all tests, browser journeys included / 全部测试
	@exec $(BIN)/python tests/run.py $(ARGS)

test-long: $(DEV)  ## the tests that take too long for every day / 耗时较长的测试
	@exec $(BIN)/python tests/run.py --long $(ARGS)

check: $(DEV)  ## format, lint, import rules, types, templates, migrations, translations / 静态检查
	@exec $(BIN)/python tests/check.py $(ARGS)

real: $(RUNTIME)  ## walk real messages, DATA=folder, in a database of their own / 用真实留言走一遍流程
	@XINYI_MODE=sample exec $(BIN)/python -m xinyi real --data=$(DATA) $(ARGS)

bench: $(DEV)  ## count and time what people wait for, in the database of `make real` / 测量
	@XINYI_MODE=sample exec $(BIN)/python -m xinyi beside xinyi_real $(BIN)/python bench/run.py $(ARGS)

lock: $(DEV)  ## pin the requirements anew / 重新锁定依赖版本
	@for name in runtime dev; do \
	  (cd requirements && ../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate --no-emit-index-url --no-emit-find-links $$name.in -o $$name.txt) || exit 1; \
	done

clean:  ## remove the environment and what was built, never your data / 删除环境与构建产物（不动数据）
	rm -rf $(VENV) build

# The environment. A stamp younger than the requirements means that nothing is to be installed.
$(RUNTIME): requirements/runtime.txt
	@$(call make_venv)
	@$(call install,runtime)
	@touch $@

$(DEV): requirements/dev.txt $(RUNTIME)
	@$(call install,dev)
	@touch $@

define make_venv
if [ ! -x $(BIN)/pip ]; then \
  found=; \
  for name in $(PYTHON) python3.13 python3.12 python3.11 python3.14 python3; do \
    if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$name; break; fi; \
  done; \
  if [ -z "$$found" ]; then \
    echo '没有找到 Python 3.11 或更新版本。请先运行：sudo apt-get install python3 python3-venv' >&2; \
    echo 'Python 3.11 or newer was not found. Run first: sudo apt-get install python3 python3-venv' >&2; exit 1; \
  fi; \
  if ! $$found -c 'import ensurepip, venv' 2>/dev/null; then \
    package=python$$($$found -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv; \
    echo "缺少 Python 的 venv 模块。请先运行：sudo apt-get install $$package" >&2; \
    echo "Python's venv module is missing. Run first: sudo apt-get install $$package" >&2; exit 1; \
  fi; \
  echo '正在建立 Python 环境 … / making the Python environment'; \
  rm -rf $(VENV) && $$found -m venv $(VENV) || exit 1; \
  $(BIN)/python -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "xinyi.pth").write_text(str(pathlib.Path("src").resolve()) + "\n")' || exit 1; \
  printf '#!/bin/sh\nexec "$$(dirname "$$0")/python" -m xinyi "$$@"\n' > $(BIN)/xinyi && chmod +x $(BIN)/xinyi; \
fi
endef

define install
echo '正在安装依赖（$(1)）… / installing what is pinned in requirements/$(1).txt'; \
$(BIN)/pip install --quiet --disable-pip-version-check --no-input --no-compile --no-deps --only-binary :all: --require-hashes \
  -r requirements/$(1).txt
endef
