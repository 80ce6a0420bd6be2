#!/usr/bin/env bash
# Called by Trunk before a build is put in place: adds the style sheet, pictures and fonts (with their licence), and drops the
# page that no one serves.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

font="$NODE_DIR/node_modules/@fontsource-variable/vazirmatn"
[ -d "$font" ] || fail "the font is missing: scripts/bootstrap.sh run"
mkdir -p "$TRUNK_STAGING_DIR/fonts"
cp app/ui/assets/* "$TRUNK_STAGING_DIR/"
cp "$font"/files/vazirmatn-{arabic,latin}-wght-normal.woff2 "$TRUNK_STAGING_DIR/fonts/"
cp "$font/LICENSE" "$TRUNK_STAGING_DIR/fonts/OFL.txt"
rm -f "$TRUNK_STAGING_DIR/index.html"
