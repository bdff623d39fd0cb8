#!/bin/sh
# Print the path of a Chromium that runs; install Debian's package where that is allowed. Used by `make test`.
set -eu

find_chromium() {
    for name in ${FAGSPEJL_CHROMIUM:-} chromium chromium-browser google-chrome google-chrome-stable; do
        path=$(command -v "$name" 2>/dev/null) || continue
        # Ubuntu's chromium-browser may be an empty shell that only tells people to install something else.
        if "$path" --version >/dev/null 2>&1; then printf '%s\n' "$path"; return 0; fi
    done
    return 1
}

find_chromium && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "No Chromium found: installing Debian's package" >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium; } >/dev/null 2>&1 || true
    find_chromium && exit 0
fi

echo "The browser tests need Chromium: install it (Debian: apt-get install chromium), name one with FAGSPEJL_CHROMIUM=/path, or leave these tests out with 'make test BROWSER=0'." >&2
exit 1
