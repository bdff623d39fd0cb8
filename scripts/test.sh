#!/bin/sh
# Run one lane of the tests: `sh scripts/test.sh BIN fast|slow [pytest's arguments]`; BIN is the environment's bin folder.
# BROWSER, EXPLORE and WORKERS come from the environment; `make test` and `make test-slow` are its doors.
set -eu

bin=$1
lane=$2
shift 2

# What is seen in a browser, or is marked so, is the same on both databases: on PostgreSQL it is among the slow tests.
case $lane in
    fast) marks="not slow" on_postgresql="stores and not (slow or browser or either)" ;;
    slow) marks="slow" on_postgresql="stores and (slow or browser or either)" ;;
    *) echo "No such lane: $lane" >&2; exit 2 ;;
esac

if [ "${BROWSER:-1}" = 0 ]; then
    echo "BROWSER=0: the browser tests are left out. This is not a full run."
else
    FAGSPEJL_CHROMIUM=$(sh scripts/chromium.sh)
    export FAGSPEJL_CHROMIUM
fi
if [ "$lane" = slow ] && [ "${NGINX:-1}" = 0 ]; then
    echo "NGINX=0: the tests behind a real proxy are left out. This is not a full run."
elif [ "$lane" = slow ]; then
    FAGSPEJL_NGINX=$(sh scripts/nginx.sh)
    export FAGSPEJL_NGINX
fi
export FAGSPEJL_PROXY="${NGINX:-1}"
export FAGSPEJL_BROWSER="${BROWSER:-1}" FAGSPEJL_EXPLORE="${EXPLORE:-0}"

"$bin/python" -m compileall -q src tests || true  # many tests start commands, and each would compile them again

# What a test stores need not survive a power cut: in memory no commit waits for a disk. Only where there is room for
# all of a run, and where programs may be started from.
if [ -w /dev/shm ] && [ "$(df -Pk /dev/shm | awk 'NR == 2 { print $4 }')" -gt 4000000 ]; then
    memory=$(mktemp -d /dev/shm/fagspejl-tests-XXXXXX)
    trap 'rm -rf "$memory"' EXIT
    trap 'exit 130' INT TERM
    chmod 711 "$memory"  # PostgreSQL's own user passes through
    printf '#!/bin/sh\n' >"$memory/starts"
    chmod 700 "$memory/starts"
    if "$memory/starts" 2>/dev/null; then export TMPDIR="$memory"; fi
fi

# By the alphabet: files of one long test, which would otherwise come last, leave no worker waiting for the other.
run() { "$bin/python" -m pytest -n "${WORKERS:-2}" --dist loadfile --no-loadscope-reorder "$@"; }

echo "First what stores, on PostgreSQL; then everything, on SQLite."
FAGSPEJL_TEST_DATABASE=postgresql run -m "$on_postgresql" "$@" || [ $? = 5 ]  # 5: none of them was asked for
run -m "$marks" "$@"
