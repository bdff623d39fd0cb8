#!/bin/sh
# Run the fast tests with the newest packages that requirements/*.in allow, in an environment beside .venv, and once
# more with the next Django where a Python that it takes really runs. $1 is the bin folder of .venv, the rest goes to
# pytest; `make test-newest` is its door. NEXT_PYTHON names the Python for the second run.
set -eu

bin=$1
shift
next_django="django>=6.1,<6.2"
next_venv=.venv-newest-django

runs() { "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; }

# A name on the path may be a shim that only says what it would need, so each candidate is run.
next_python() {
    kept=${PYENV_ROOT:-$HOME/.pyenv}/versions
    for candidate in ${NEXT_PYTHON:-python3.14 python3.13 "$kept"/3.14*/bin/python "$kept"/3.13*/bin/python python3.12 python3}; do
        if runs "$candidate"; then printf '%s\n' "$candidate"; return; fi
    done
}

# environment ($1) from a Python ($2), Django as requirements/base.in has it or as $3 says
newest() {
    "$1/bin/python" -c '' 2>/dev/null || "$2" -m venv --clear "$1"
    sed "/^-c /d" requirements/test.in >"$1/test.in"
    sed "s/^django>=.*/${3:-&}/" requirements/base.in >"$1/base.in"
    if "$bin/uv" --version >/dev/null 2>&1; then
        UV_COMPILE_BYTECODE=1
        export UV_COMPILE_BYTECODE
        install() { venv=$1; shift; "$bin/uv" pip install --quiet --python "$venv/bin/python" "$@"; }
    else
        install() { venv=$1; shift; "$venv/bin/python" -m pip --disable-pip-version-check --quiet install "$@"; }
    fi
    install "$1" --upgrade -r requirements/build.in -r "$1/base.in" -r "$1/test.in" -r requirements/uv.in
    install "$1" --no-build-isolation --no-deps --editable .
    "$1/bin/python" -c '
import sys
from importlib.metadata import version
names = ("django", "django-allauth", "numpy", "scipy", "cryptography", "typst", "granian")
print("Python " + sys.version.split()[0] + ", " + ", ".join(f"{name} {version(name)}" for name in names))'
}

failed=""
newest .venv-newest "$bin/python"
sh scripts/test.sh .venv-newest/bin fast "$@" || failed="$failed .venv-newest"

python=$(next_python)
if [ -n "$python" ]; then
    newest "$next_venv" "$python" "$next_django"
    sh scripts/test.sh "$next_venv/bin" fast "$@" || failed="$failed $next_venv"
else
    echo "Left out: the run with $next_django. It needs Python 3.12 or newer, and none runs here (NEXT_PYTHON=/path/to/python)."
fi

if [ -n "$failed" ]; then
    echo "Faults in:$failed" >&2
    exit 1
fi
