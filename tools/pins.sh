#!/usr/bin/env bash
# Renew the pinned requirements from the ranges in pyproject.toml, in an environment of its own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
pip="$folder/venv/bin/pip --disable-pip-version-check"

ranges() { # the requirement strings of pyproject.toml: the package's own, or those of an extra
  "$folder/venv/bin/python" - "$@" <<'PY'
import sys, tomllib
project = tomllib.load(open("pyproject.toml", "rb"))["project"]
extras = project["optional-dependencies"]
wanted = [r for name in sys.argv[1:] for r in extras[name]] if sys.argv[1:] else project["dependencies"]
print("\n".join(wanted))
PY
}

pinned() { $pip freeze | grep -E '^[A-Za-z0-9._-]+==' | grep -vE '^(pip|setuptools)==' | LC_ALL=C sort; }

ranges > "$folder/run.in"
$pip install --quiet -r "$folder/run.in"
pinned > "$folder/run.txt"
ranges preview test > "$folder/dev.in"
$pip install --quiet -r "$folder/dev.in"
pinned > "$folder/all.txt"
{
  echo "# What a build needs, pinned. Made by 'make pins' from pyproject.toml."
  cat "$folder/run.txt"
} > requirements.txt
{
  echo "# What the tests and the preview need besides requirements.txt. Made by 'make pins'."
  LC_ALL=C comm -13 "$folder/run.txt" "$folder/all.txt"
} > requirements-dev.txt
