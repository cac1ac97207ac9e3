#!/usr/bin/env bash
# Builds the checkout in the folder $1 and prints the sizes of its bundles as JSON.
set -euo pipefail
cd "$1"
npm ci >&2
npm run build >&2
# Exit code 1 means that a bundle is over its limit: `npm run test:package` reports that.
npx size-limit --json || [ $? -eq 1 ]
