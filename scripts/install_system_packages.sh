#!/usr/bin/env bash
# What some tests need of the system: PostgreSQL 15 with PostGIS, for projects kept there, and
# Chromium with fonts for Arabic and Latin, for the review page. Installs what is missing.
set -euo pipefail
missing=()
[ -x /usr/lib/postgresql/15/bin/initdb ] && [ -e /usr/share/postgresql/15/extension/postgis.control ] ||
    missing+=(postgresql-15 postgresql-15-postgis-3)
command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
    command -v google-chrome >/dev/null || missing+=(chromium fonts-noto-core)
[ ${#missing[@]} -gt 0 ] || exit 0
if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "Missing: ${missing[*]}. Only root can install them here, on Debian or Ubuntu." >&2
    echo "Install them, or leave their tests out:" >&2
    echo "DATELINE_WITHOUT_POSTGRESQL=1 DATELINE_WITHOUT_BROWSER=1 make test" >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
install() { apt-get install -y -q --no-install-recommends "${missing[@]}"; }
install >/dev/null 2>&1 || { apt-get update -q >/dev/null; install >/dev/null; }
