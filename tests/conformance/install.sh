#!/usr/bin/env bash
# Installs what `make check` needs besides Python packages: programs from Debian and
# JavaScript packages from npm (into node_modules beside this file; no install scripts run).
# What is already there is left alone, so a second run takes no time.
set -euo pipefail
cd "$(dirname "$0")"

# command -> Debian package that brings it
declare -A package=(
  [java]=default-jre-headless # runs the Nu HTML checker
  [node]=nodejs               # runs hyperlink and drives the browser
  [npm]=npm
  [chromium]=chromium         # shows every page to axe
  [jing]=jing                 # validates feeds against the grammar of RFC 4287
  [nginx]=nginx-light         # serves with the rules of the site
  [apache2]=apache2-bin       # likewise
  [qpdf]=qpdf                 # reads the structure of every PDF
  [pdftoppm]=poppler-utils    # draws the pages of the book with every construct, measures words
)

missing=()
PATH=$PATH:/usr/sbin # where Debian keeps servers
for command in "${!package[@]}"; do
  command -v "$command" >/dev/null || missing+=("${package[$command]}")
done
if [ "${#missing[@]}" -gt 0 ]; then
  mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort)
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "The checks need these programs; install them, then run this again: ${missing[*]}" >&2
    echo "(on Debian, as root: apt-get install --no-install-recommends ${missing[*]})" >&2
    exit 1
  fi
  echo "Installing with apt: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 # no web server becomes a service
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

stamp=node_modules/.complete
if ! cmp -s package-lock.json "$stamp"; then
  echo "Installing with npm, into tests/conformance/node_modules: the packages of package.json"
  npm ci --ignore-scripts --fetch-retries=5 --no-audit --no-fund --loglevel=error
  cp package-lock.json "$stamp"
fi
