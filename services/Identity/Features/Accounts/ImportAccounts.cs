using System.Text;
using CsvHelper;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Domain;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Accounts;

/// <summary>
/// <c>POST /api/identity/accounts/import</c> (<c>text/csv</c>, UTF-8, comma or semicolon): all rows or none. Columns
/// <c>username;name;email;phone;role;region;agency;unit</c>; several units of a crew stand in one cell, separated by spaces.
/// An account that exists already is left as it is and named.
/// </summary>
internal static class ImportAccounts
{
    public const int LargestFile = 512 * 1024;
    public const int MostRows = 500;
    private const int LargestRow = 4 * 1024;
    private const int MostErrors = 100;

    private static readonly string[] Columns = ["username", "name", "email", "phone", "role", "region", "agency", "unit"];

    /// <param name="Row">As a spreadsheet counts: the header is row 1.</param>
    private sealed record Line(int Row, string UserName, string Name, string? Email, string? Phone, IReadOnlyList<Scope> Scopes);

    /// <param name="SentTo">Where the link also goes, masked; null when there is no address that can be sent to.</param>
    internal sealed record Made(string Username, OneTimeLink Link, IReadOnlyList<string>? SentTo);

    /// <param name="Existing">User names that were there before and were not changed.</param>
    internal sealed record Answer(IReadOnlyList<Made> Created, IReadOnlyList<string> Existing);

    public static async Task<Results<Ok<Answer>, Refusal>> HandleAsync(
        HttpRequest request, HttpResponse response, IdentityDb db, AccountFields fields, PasswordLinks links, AccountNotices notices, Administrator administrator, Audit audit, TimeProvider time, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        var errors = new FieldErrors();
        var lines = await ReadAsync(request.Body, fields, errors, cancellationToken);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        if (administrator.MayNotGive(lines.SelectMany(line => line.Scopes)) is { } refusal)
        {
            return refusal;
        }

        var names = lines.ConvertAll(line => line.UserName.ToUpperInvariant());
        var existing = await db.Accounts.Where(account => names.Contains(account.NormalizedUserName)).Select(account => account.UserName).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        List<Made> made = [];
        foreach (var line in lines.Where(line => !existing.Contains(line.UserName, StringComparer.OrdinalIgnoreCase)))
        {
            var account = new Account(Guid.CreateVersion7(now), line.UserName, administrator.IsDemo, now);
            account.Describe(line.Name, line.Email, line.Phone);
            account.AssignFrom(now, line.Scopes, time);
            db.Accounts.Add(account);
            audit.Add("account_imported", account.UserName, string.Join("; ", line.Scopes));
            var link = links.Create(account);
            made.Add(new(account.UserName, link, notices.Publish(account, NotificationTemplates.AccountInvited, link)));
        }

        if (!await db.TrySaveAsync(cancellationToken))
        {
            return ImportedMeanwhile;
        }

        return TypedResults.Ok(new Answer(made, existing));
    }

    private static async Task<List<Line>> ReadAsync(Stream body, AccountFields fields, FieldErrors errors, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        using var csv = CsvReader.Create(reader, new CsvReaderOptions
        {
            TrimWhitespace = true,
            AllowLineBreaksInQuotes = false,
            MalformedData = CsvMalformedDataHandling.Throw,
            MaxRecordSize = LargestRow,
            TrackLineNumbers = true,
        });
        List<Line> lines = [];
        try
        {
            await csv.ReadHeaderAsync(cancellationToken);
            if (!CheckHeader(csv, errors))
            {
                return lines;
            }

            while (await csv.ReadAsync(cancellationToken))
            {
                if (lines.Count == MostRows)
                {
                    errors.Add("file", "too_many_rows", $"Paling banyak {MostRows} baris sekaligus. Bagi berkas ini.", $"At most {MostRows} rows at once. Split the file.");
                    return lines;
                }

                lines.Add(ReadLine(csv, fields, errors));
                if (errors.Count >= MostErrors)
                {
                    return lines;
                }
            }
        }
        catch (Exception fault) when (fault is CsvFormatException or DecoderFallbackException)
        {
            errors.Add($"rows[{(fault as CsvFormatException)?.LineNumber ?? csv.LineNumber + 1}]", "unreadable",
                "Baris ini tidak dapat dibaca. Simpan berkas sebagai CSV UTF-8, dengan tanda kutip berpasangan dan tanpa isi sel yang sangat panjang.",
                "This row cannot be read. Save the file as CSV UTF-8, with quotes in pairs and without very long cells.");
            return lines;
        }

        if (lines.Count == 0)
        {
            errors.Add("file", "empty", "Berkas ini tidak berisi baris.", "The file has no rows.");
        }

        CheckDuplicates(lines, errors);
        return lines;
    }

    private static bool CheckHeader(CsvReader csv, FieldErrors errors)
    {
        var header = csv.Headers.Select(name => name.Trim().ToLowerInvariant()).ToList();
        foreach (var unknown in header.Where(name => !Columns.Contains(name)))
        {
            errors.Add("rows[1]", "unknown_column", $"Kolom '{Shorten(unknown)}' tidak dikenal. Kolom: {string.Join(", ", Columns)}.", $"Unknown column '{Shorten(unknown)}'. Columns: {string.Join(", ", Columns)}.");
        }

        foreach (var missing in new[] { "username", "role" }.Where(name => !header.Contains(name)))
        {
            errors.Add("rows[1]", "missing_column", $"Kolom '{missing}' wajib ada.", $"The column '{missing}' is required.");
        }

        return !errors.Any;
    }

    private static Line ReadLine(CsvReader csv, AccountFields fields, FieldErrors errors)
    {
        var (row, prefix) = ((int)csv.LineNumber, $"rows[{csv.LineNumber}].");
        var userName = Cell("username") ?? "";
        AccountFields.CheckUserName(errors, $"{prefix}username", userName);
        var (name, email, phone) = (Cell("name"), Cell("email"), Cell("phone"));
        AccountFields.CheckContact(errors, prefix, name, email, phone);
        var (role, region, agency) = (Cell("role"), Cell("region"), Cell("agency"));
        var units = (Cell("unit") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (units.Length > AccountFields.MostAssignments)
        {
            errors.Add($"{prefix}unit", "too_many", $"Paling banyak {AccountFields.MostAssignments} unit.", $"At most {AccountFields.MostAssignments} units.");
        }

        var scopes = units.DefaultIfEmpty(null).Take(AccountFields.MostAssignments).Select(unit => fields.CheckOne(errors, prefix, new(role, region, agency, unit))).Distinct().ToList();
        return new(row, userName, name ?? "", email, phone, scopes);

        string? Cell(string column)
        {
            var value = csv.TryGetFieldIndex(column, out var index) && index < csv.FieldCount ? csv.GetString(index) : "";
            if (value.Length == 0)
            {
                return null;
            }

            // Whoever opens an export of this in a spreadsheet runs what such a cell says. A telephone number may start with +.
            if (value[0] is '=' or '-' or '@' or '+' && !(column == "phone" && value[0] == '+'))
            {
                errors.Add($"{prefix}{column}", "formula", "Isi sel tidak boleh diawali = + - atau @.", "A cell may not start with = + - or @.");
                return null;
            }

            return value;
        }
    }

    private static void CheckDuplicates(List<Line> lines, FieldErrors errors)
    {
        foreach (var twice in lines.GroupBy(line => line.UserName, StringComparer.OrdinalIgnoreCase).Where(group => group.Key.Length > 0).SelectMany(group => group.Skip(1)))
        {
            errors.Add($"rows[{twice.Row}].username", "duplicate", "Nama pengguna ini sudah ada di baris lain.", "Another row has this user name.");
        }
    }

    private static string Shorten(string text) => text[..Math.Min(text.Length, 40)];

    private static Refusal ImportedMeanwhile { get; } = new(409, "changed_meanwhile",
        new("Salah satu akun baru saja dibuat orang lain. Kirim lagi berkas ini.", "Somebody else made one of these accounts a moment ago. Send the file again."));
}
