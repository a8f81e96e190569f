#!/usr/bin/env bash
# PostgreSQL 15 with PostGIS, for the tests of a project kept there. Does nothing where they are.
set -euo pipefail
server=/usr/lib/postgresql/15/bin/initdb
spatial=/usr/share/postgresql/15/extension/postgis.control
if [ -x "$server" ] && [ -e "$spatial" ]; then exit 0; fi
if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "PostgreSQL 15 is not installed, and only root can install it on Debian or Ubuntu." >&2
    echo "Install it, or leave its tests out: DATELINE_WITHOUT_POSTGRESQL=1 make test" >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
packages="postgresql-15 postgresql-15-postgis-3"
apt-get install -y -q --no-install-recommends $packages >/dev/null 2>&1 || {
    apt-get update -q >/dev/null
    apt-get install -y -q --no-install-recommends $packages >/dev/null
}
