using System.Text.RegularExpressions;

namespace PlanningPlatform.Architecture.Tests;

/// <summary>
/// Reads a migration script for SQL Server as the server would and says what is there at its end, in the words of
/// <see cref="ModelTests"/>: a line for each column, key, reference and index. Knows the statements that our migrations contain.
/// </summary>
internal static partial class SqlServerScript
{
    private const string Identity = " IDENTITY";

    /// <exception cref="NotSupportedException">A statement that it does not know.</exception>
    public static List<string> Read(string script)
    {
        List<string> schema = [];
        var body = HistoryTable().Replace(script, "");
        foreach (var statement in Statements().Split(body).Select(text => text.Trim().TrimEnd(';').Trim()).Where(text => text.Length > 0))
        {
            Apply(statement, schema);
        }

        return schema;
    }

    private static void Apply(string statement, List<string> schema)
    {
        if (Ignored().IsMatch(statement))
        {
            return;
        }

        if (CreateTable().Match(statement) is { Success: true } table)
        {
            var name = table.Groups["table"].Value;
            schema.AddRange(Lines(table.Groups["lines"].Value).Select(line => Line(name, line)));
        }
        else if (CreateIndex().Match(statement) is { Success: true } index)
        {
            var where = index.Groups["where"].Success ? $" WHERE {index.Groups["where"].Value}" : "";
            schema.Add($"{index.Groups["table"].Value} {(index.Groups["unique"].Success ? "UNIQUE " : "")}INDEX {index.Groups["name"].Value} ({Plain(index.Groups["columns"].Value)}){where}");
        }
        else if (AddColumn().Match(statement) is { Success: true } added)
        {
            schema.Add(Line(added.Groups["table"].Value, added.Groups["line"].Value));
        }
        else if (RenameColumn().Match(statement) is { Success: true } renamed)
        {
            Rename(schema, renamed.Groups["table"].Value, renamed.Groups["name"].Value, renamed.Groups["to"].Value, statement);
        }
        else if (DropIndex().Match(statement) is { Success: true } dropped)
        {
            Remove(schema, line => line.StartsWith($"{dropped.Groups["table"].Value} ", StringComparison.Ordinal) && line.Contains($"INDEX {dropped.Groups["name"].Value} (", StringComparison.Ordinal), statement);
        }
        else if (DropTable().Match(statement) is { Success: true } gone)
        {
            // A reference to it from elsewhere would stop the server, so there is none.
            var name = gone.Groups["table"].Value;
            schema.RemoveAll(line => line.StartsWith($"{name}.", StringComparison.Ordinal) || line.StartsWith($"{name} ", StringComparison.Ordinal));
        }
        else if (DropPrimaryKey().Match(statement) is { Success: true } key)
        {
            Remove(schema, line => line.StartsWith($"{key.Groups["table"].Value} PRIMARY KEY (", StringComparison.Ordinal), statement);
        }
        else if (DropForeignKey().Match(statement) is { Success: true } reference)
        {
            Remove(
                schema,
                line => line.StartsWith($"{reference.Groups["table"].Value} FOREIGN KEY ({reference.Groups["column"].Value})", StringComparison.Ordinal)
                    && line.Contains($" {reference.Groups["to"].Value} ", StringComparison.Ordinal),
                statement);
        }
        else if (AlterColumn().Match(statement) is { Success: true } altered)
        {
            var line = Line(altered.Groups["table"].Value, altered.Groups["line"].Value);
            var before = Remove(schema, column => column.StartsWith($"{line.Split(' ')[0]} ", StringComparison.Ordinal), statement);
            // An IDENTITY stays what it is: the statement can neither make nor end one.
            schema.Add(before.EndsWith(Identity, StringComparison.Ordinal) ? line + Identity : line);
        }
        else if (DropColumn().Match(statement) is { Success: true } column)
        {
            var uses = Uses(column.Groups["table"].Value, column.Groups["name"].Value);
            if (schema.Find(line => uses.IsMatch(line)) is { } user)
            {
                throw new InvalidOperationException($"SQL Server refuses, because of {user}: {statement}");
            }

            Remove(schema, line => line.StartsWith($"{column.Groups["table"].Value}.{column.Groups["name"].Value} ", StringComparison.Ordinal), statement);
        }
        else
        {
            throw new NotSupportedException($"This test does not know what SQL Server does with: {statement}");
        }
    }

    /// <returns>The one line that was removed.</returns>
    private static string Remove(List<string> schema, Predicate<string> what, string statement)
    {
        var found = schema.FindAll(what);
        if (found.Count != 1)
        {
            throw new InvalidOperationException($"There is nothing, or more than one thing, to drop for: {statement}");
        }

        schema.Remove(found[0]);
        return found[0];
    }

    /// <summary>Keys and indexes that hold the column follow it.</summary>
    private static void Rename(List<string> schema, string table, string from, string to, string statement)
    {
        var column = Remove(schema, line => line.StartsWith($"{table}.{from} ", StringComparison.Ordinal), statement);
        schema.Add(string.Concat($"{table}.{to}", column.AsSpan($"{table}.{from}".Length)));
        var uses = Uses(table, from);
        for (var i = 0; i < schema.Count; i++)
        {
            schema[i] = uses.IsMatch(schema[i]) ? Regex.Replace(schema[i], $@"(?<=[(, ]){Regex.Escape(from)}(?=[,)])", to, RegexOptions.None, TimeSpan.FromSeconds(1)) : schema[i];
        }
    }

    /// <summary>What matches a key, a reference or an index of a table that holds the column.</summary>
    private static Regex Uses(string table, string column)
        => new($@"^{Regex.Escape(table)} (UNIQUE )?(PRIMARY KEY|FOREIGN KEY|UNIQUE|INDEX \S+) \(([^)]*, )?{Regex.Escape(column)}[,)]", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>A column or a constraint of a table.</summary>
    private static string Line(string table, string line)
    {
        if (Constraint().Match(line) is { Success: true } constraint)
        {
            // NO ACTION is what nothing said means, too.
            return $"{table} {Plain(constraint.Groups["rest"].Value).Replace(" ON DELETE NO ACTION", "", StringComparison.Ordinal)}";
        }

        var column = Column().Match(line);
        if (!column.Success)
        {
            throw new NotSupportedException($"This test cannot read the column {table}: {line}");
        }

        var collation = column.Groups["collation"].Success ? $" COLLATE {column.Groups["collation"].Value}" : "";
        return $"{table}.{column.Groups["name"].Value} {column.Groups["type"].Value}{collation} {column.Groups["null"].Value}{column.Groups["identity"].Value}";
    }

    private static IEnumerable<string> Lines(string block)
        => block.Split('\n').Select(line => line.Trim().TrimEnd(',')).Where(line => line.Length > 0);

    private static string Plain(string text) => text.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Trim();

    [GeneratedRegex(@"IF OBJECT_ID\(N'\[__EFMigrationsHistory\]'\) IS NULL\s+BEGIN.*?END;", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HistoryTable();

    // GO and blank lines part statements; the body of a CREATE TABLE has neither.
    [GeneratedRegex(@"^GO\s*$|\r?\n\s*\r?\n|;\s*$(?=\s*\n)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Statements();

    // What says nothing about the schema, rows that are filled in among it. (DECLARE @var: EF Core looks for a default's name before it drops or changes a column.)
    [GeneratedRegex(@"^(BEGIN TRANSACTION|UPDATE \[|ALTER TABLE \[[^\]]+\] ADD DEFAULT |COMMIT|INSERT INTO \[|VALUES|DECLARE @var|SELECT @var|FROM \[sys\]|INNER JOIN \[sys\]|WHERE \(\[d\]|IF @var)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ignored();

    [GeneratedRegex(@"^CREATE TABLE \[(?<table>[^\]]+)\] \((?<lines>.*)\)$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CreateTable();

    [GeneratedRegex(@"^CREATE (?<unique>UNIQUE )?INDEX \[(?<name>[^\]]+)\] ON \[(?<table>[^\]]+)\] \((?<columns>[^)]*)\)( WHERE (?<where>.*))?$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CreateIndex();

    [GeneratedRegex(@"^ALTER TABLE \[(?<table>[^\]]+)\] ADD (?<line>(\[|CONSTRAINT).*)$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AddColumn();

    [GeneratedRegex(@"^EXEC sp_rename N'\[(?<table>[^\]]+)\]\.\[(?<name>[^\]]+)\]', N'(?<to>[^']+)', 'COLUMN'$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RenameColumn();

    [GeneratedRegex(@"^DROP INDEX \[(?<name>[^\]]+)\] ON \[(?<table>[^\]]+)\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DropIndex();

    [GeneratedRegex(@"^ALTER TABLE \[(?<table>[^\]]+)\] DROP COLUMN \[(?<name>[^\]]+)\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DropColumn();

    [GeneratedRegex(@"^DROP TABLE \[(?<table>[^\]]+)\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DropTable();

    [GeneratedRegex(@"^ALTER TABLE \[(?<table>[^\]]+)\] DROP CONSTRAINT \[PK_[^\]]+\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DropPrimaryKey();

    [GeneratedRegex(@"^ALTER TABLE \[(?<table>[^\]]+)\] DROP CONSTRAINT \[FK_[^_\]]+_(?<to>[^_\]]+)_(?<column>[^\]]+)\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DropForeignKey();

    [GeneratedRegex(@"^ALTER TABLE \[(?<table>[^\]]+)\] ALTER COLUMN (?<line>\[.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AlterColumn();

    [GeneratedRegex(@"^CONSTRAINT \[[^\]]+\] (?<rest>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Constraint();

    [GeneratedRegex(@"^\[(?<name>[^\]]+)\] (?<type>[a-z0-9]+(\([^)]*\))?)( COLLATE (?<collation>\S+))? (?<null>NOT NULL|NULL)(?<identity> IDENTITY)?( DEFAULT .*)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Column();
}
