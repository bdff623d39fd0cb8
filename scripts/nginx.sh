#!/bin/sh
# Print the path of an nginx that runs; install Debian's package where that is allowed. Used by `make test-slow`.
set -eu

find_nginx() {
    for name in ${FAGSPEJL_NGINX:-} nginx /usr/sbin/nginx /usr/local/sbin/nginx; do
        path=$(command -v "$name" 2>/dev/null) || continue
        if "$path" -v >/dev/null 2>&1; then printf '%s\n' "$path"; return 0; fi
    done
    return 1
}

find_nginx && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "No nginx found: installing Debian's package" >&2
    export DEBIAN_FRONTEND=noninteractive
    # Its service is not for us: the tests start their own.
    { apt-get -qq update && RUNLEVEL=1 apt-get -qq install -y --no-install-recommends nginx-light; } >/dev/null 2>&1 || true
    find_nginx && exit 0
fi

echo "The tests behind a proxy need nginx: install it (Debian: apt-get install nginx-light), name one with FAGSPEJL_NGINX=/path, or leave these tests out with 'make test-slow NGINX=0'." >&2
exit 1
