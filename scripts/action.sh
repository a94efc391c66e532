#!/usr/bin/env bash
# The step of action.yml: installs the npm package of this version and runs it. Inputs come as DRYDOCK_* variables.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if ! command -v npm >/dev/null; then
	echo '::error::Drydock needs Node 20 or newer. Put actions/setup-node before it.'
	exit 2
fi
version=$(node -p 'require(process.argv[1]).version' "$here/package.json")
home=$(mktemp -d "${RUNNER_TEMP:-/tmp}/drydock.XXXXXX")
npm install --prefix "$home" --no-save --no-audit --no-fund --ignore-scripts --loglevel=error "${DRYDOCK_PACKAGE:-drydock-vscode@$version}" >&2
drydock="$home/node_modules/.bin/drydock"

arguments=()
# each line that says something is one argument
while IFS= read -r line; do
	if [ -n "$line" ]; then arguments+=("$line"); fi
done <<<"${DRYDOCK_ARGS:-}"
if [ -n "${DRYDOCK_BASELINE:-}" ]; then arguments+=("--baseline=$DRYDOCK_BASELINE"); fi
if [ -n "${DRYDOCK_DIFF_BASE:-}" ]; then arguments+=("--diff-base=$DRYDOCK_DIFF_BASE"); fi
if [ -n "${DRYDOCK_FAIL_ON:-}" ]; then arguments+=("--fail-on=$DRYDOCK_FAIL_ON"); fi
arguments+=(--)
while IFS= read -r line; do
	if [ -n "$line" ]; then arguments+=("$line"); fi
done <<<"${DRYDOCK_PATHS:-.}"

if [ -n "${DRYDOCK_SARIF_FILE:-}" ]; then
	# what it found is for the run below to say, and what it could not do as well
	"$drydock" check --format sarif "${arguments[@]}" >"$DRYDOCK_SARIF_FILE" 2>/dev/null || true
fi
"$drydock" check --format "${DRYDOCK_FORMAT:-github}" "${arguments[@]}"
