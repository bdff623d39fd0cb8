#!/bin/sh
# Every model has its migration: exit code 1 if not. A site of its own, made and thrown away. $1 is the bin folder.
set -eu

site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT
mkdir "$site/data"
FAGSPEJL_DATA=$site/data FAGSPEJL_KEYS=$site/keys DJANGO_SETTINGS_MODULE=fagspejl.config.settings \
    "$1/django-admin" makemigrations --check --dry-run
