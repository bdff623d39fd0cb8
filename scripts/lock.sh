#!/bin/sh
# Write requirements/*.txt from requirements/*.in. $1 is the environment's bin folder.
# A lock holds names, versions and hashes only; tests/architecture/ holds it to that.
set -eu

lock() {
    "$1/uv" pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
        --python-version 3.11 "requirements/$2.in" --output-file "requirements/$2.txt"
    echo "requirements/$2.txt"
}

for name in uv build base test; do  # test is held to the versions in base
    lock "$1" "$name"
done
