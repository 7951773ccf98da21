#!/usr/bin/env bash
# Writes docs/api anew from the services and contracts as they are now. Commit the result together with the change that caused it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$here/eng/say.sh"
. "$here/eng/build.sh"
build "membangun (building) Architecture.Tests" "$here/tests/Architecture.Tests" -c Debug
UPDATE_API_DOCUMENTS=1 dotnet test "$here/tests/Architecture.Tests" -c Debug --no-build --nologo --verbosity quiet --filter FullyQualifiedName~ApiDocumentTests
git -C "$here" status --short -- docs/api
