#!/usr/bin/env bash
# Renew the pinned requirements from the ranges in pyproject.toml, in an environment of its own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"${PYTHON:-python3}" -m venv "$folder/venv-comments"
pip() { "$folder/${venv:-venv}/bin/pip" --disable-pip-version-check "$@"; }

ranges() { # the requirement strings of pyproject.toml: the package's own, or those of an extra
  "$folder/venv/bin/python" - "$@" <<'PY'
import sys, tomllib
project = tomllib.load(open("pyproject.toml", "rb"))["project"]
extras = project["optional-dependencies"]
wanted = [r for name in sys.argv[1:] for r in extras[name]] if sys.argv[1:] else project["dependencies"]
print("\n".join(wanted))
PY
}

pinned() { pip freeze | grep -E '^[A-Za-z0-9._-]+==' | grep -vE '^(pip|setuptools)==' | LC_ALL=C sort; }

ranges > "$folder/run.in"
pip install --quiet -r "$folder/run.in"
pinned > "$folder/run.txt"
ranges comments > "$folder/comments.in"
venv=venv-comments pip install --quiet -r "$folder/run.txt" -r "$folder/comments.in"
venv=venv-comments pinned > "$folder/with-comments.txt"
ranges preview test > "$folder/dev.in"
pip install --quiet -r "$folder/dev.in"
pinned > "$folder/all.txt"
{
  echo "# What a build needs, pinned. Made by 'make pins' from pyproject.toml."
  cat "$folder/run.txt"
} > requirements.txt
{
  echo "# What 'make comments' needs besides requirements.txt, to be installed with --no-deps. Made by 'make pins'."
  echo "# Isso names misaka, too, which needs a C compiler, and loads it only where its settings ask for it."
  LC_ALL=C comm -13 "$folder/run.txt" "$folder/with-comments.txt" | grep -vE '^(misaka|cffi|pycparser)=='
} > requirements-comments.txt
{
  echo "# What the tests and the preview need besides requirements.txt. Made by 'make pins'."
  LC_ALL=C comm -13 "$folder/run.txt" "$folder/all.txt"
} > requirements-dev.txt
