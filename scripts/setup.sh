#!/bin/sh
# Make the environment in $1 and install the locked packages into it. Safe to run again; `make setup` is its door.
set -eu

venv=$1

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if new_enough "$candidate"; then printf '%s\n' "$candidate"; return; fi
    done
    stop "Fagspejl needs Python 3.11 or newer: install it, or name it with 'make setup PYTHON=/path/to/python3'."
}

if ! new_enough "$venv/bin/python" || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    say "Making $venv with $("$python" --version)"
    if ! "$python" -m venv --clear "$venv" >/dev/null 2>&1; then
        rm -rf "$venv"
        stop "This Python cannot make virtual environments: install its venv module (Debian and Ubuntu: apt-get install python3-venv) and run the same command again."
    fi
fi

pip() { "$venv/bin/python" -m pip --disable-pip-version-check --quiet "$@"; }

# uv installs in seconds; where it has no wheel or does not run, pip does the same from the same locks.
if pip install --require-hashes --only-binary :all: -r requirements/uv.txt 2>/dev/null && "$venv/bin/uv" --version >/dev/null 2>&1; then
    export UV_COMPILE_BYTECODE=1  # pip does so by itself; a command started for the first time is then as quick as later
    install() { "$venv/bin/uv" pip install --quiet --python "$venv/bin/python" "$@"; }
else
    say "uv does not run here; pip installs instead (slower)"
    install() { pip install "$@"; }
fi

say "Installing the locked packages"
install --require-hashes -r requirements/build.txt -r requirements/base.txt -r requirements/test.txt
install --no-build-isolation --no-deps --editable .
"$venv/bin/python" -m compileall -q src tests || say "src and tests cannot be compiled ahead here; everything works, more slowly"
