#!/usr/bin/env bash
# eng/migrations.sh <project folder> <Name>: after a change of a service's model, writes the migration for every database engine.
# Example: eng/migrations.sh services/Complaints ComplaintsHaveAttachments
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ $# -eq 2 ] || { sed -n 2,3p "${BASH_SOURCE[0]}" >&2; exit 2; }
project=$1
context=$(grep -rlE '^internal class [A-Za-z]+Db\(' "$project" --include='*.cs' | head -1)
folder=$(dirname "$context")
context=$(basename "$(grep -oE '^internal class [A-Za-z]+Db' "$context" | sed 's/.* //')")

dotnet tool restore >/dev/null
dotnet build -nologo -verbosity:quiet "$project"

# Nothing is connected to: the engine's kind is all that EF Core needs to write a migration.
database="$(basename "$project" | sed -E 's/([a-z])([A-Z])/\1-\2/g' | tr '[:upper:]' '[:lower:]')-db"
for engine in Sqlite PostgreSql SqlServer; do
    case "$engine" in
        Sqlite) of="$context" address='Data Source=:memory:' ;;
        PostgreSql) of="${context}OnPostgreSql" address='Host=127.0.0.1' ;;
        SqlServer) of="${context}OnSqlServer" address='Server=127.0.0.1' ;;
    esac
    env "ConnectionStrings__$database=$address" ConnectionStrings__messaging=amqp://127.0.0.1 Database__Provider="$engine" \
        dotnet ef migrations add "$2" --project "$project" --no-build --context "$of" --output-dir "$(realpath --relative-to="$project" "$folder")/Migrations/$engine"
done
