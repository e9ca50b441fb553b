#!/bin/sh
# The tests of pages where Chromium, Node.js and their modules are; elsewhere one line that says what is missing.
modules=${B:-build}/browser
missing=
command -v node >/dev/null || missing=nodejs
[ -x /usr/bin/chromium ] || [ -x /usr/bin/chromium-browser ] || [ -x /usr/bin/google-chrome ] || missing="$missing chromium"
[ -d "$modules/node_modules/playwright-core" ] || missing="$missing npm modules (make browser-modules)"
if [ -n "$missing" ]; then
  echo "ok 1 - pages in a browser # skip, missing: $missing"
  echo 1..1
  exit 0
fi
exec node tests/browser/run.mjs "$modules"
