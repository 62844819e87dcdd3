#!/usr/bin/env bash
# Installs what is missing and starts the program on the sandbox: synthetic people, nothing leaves this machine.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
bash "$root/packaging/linux/install-debian.sh" run
bash "$root/packaging/linux/python-env.sh" "$root/.venv" run
exec "$root/.venv/bin/provesvar-gui" --sandbox "$@"
