#!/bin/sh
# Every check that is not a test. All of them run, and each that fails is named at the end. $1 is the bin folder.
set -u

bin=$1
failed=""

check() {
    name=$1
    shift
    if "$@"; then echo "ok    $name"; else echo "FAULT $name"; failed="$failed $name"; fi
}

templates=$(git ls-files 'src/*.html')

check "ruff" "$bin/ruff" check --quiet .
check "ruff-format" "$bin/ruff" format --check --quiet .
check "mypy" "$bin/mypy"
check "lint-imports" "$bin/lint-imports" --no-cache
check "interrogate" "$bin/interrogate" --quiet tests
check "round-states" "$bin/python" scripts/round_states.py --check
check "report-words" "$bin/python" scripts/report_words.py --check
check "rooms" "$bin/python" scripts/rooms.py --check
check "migrations" sh scripts/migrations.sh "$bin"
if [ -n "$templates" ]; then
    # shellcheck disable=SC2086 - one argument per template
    check "djade" "$bin/djade" --check --target-version 5.2 $templates
    # shellcheck disable=SC2086
    check "djhtml" "$bin/djhtml" --check --tabwidth 2 $templates
fi

if [ -n "$failed" ]; then
    echo "Faults in:$failed" >&2
    exit 1
fi
echo "All checks pass."
