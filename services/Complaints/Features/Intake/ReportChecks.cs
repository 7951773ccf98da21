using System.Globalization;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Intake;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Intake;

/// <summary>What makes a report acceptable, field by field; nothing is stored before all of it holds.</summary>
internal static class ReportChecks
{
    public const int LongestDescription = 4000;

    /// <summary>Of one answer to a category's own question.</summary>
    private const int LongestAnswer = 500;

    /// <summary>More questions than any category has; whoever answers more is told so once and not for each.</summary>
    private const int MostAnswers = 50;

    /// <param name="category">Null when the code is unknown or missing.</param>
    /// <param name="master">What <see cref="Report.Joins"/> names; null when there is none.</param>
    public static FieldErrors Check(Report report, Origin origin, Category? category, Complaint? master, DateOnly today, Regency regency, IConfiguration configuration)
    {
        var errors = new FieldErrors();
        if (report.Joins is null)
        {
            errors.RequireText("description", report.Description, LongestDescription);
        }
        else
        {
            errors.AllowText("description", report.Description, LongestDescription);
            CheckMaster(report, master, errors);
        }

        if (report.CategoryCode is null)
        {
            errors.Add("categoryCode", "required", "Pilih jenis laporan.", "Choose a category.");
        }
        else if (category is null)
        {
            errors.Add("categoryCode", "unknown_category", "Jenis laporan ini tidak dikenal.", "This category is unknown.");
        }
        else
        {
            CheckAttributes(report, category, errors);
        }

        if (report.Visibility is null)
        {
            errors.Add("visibility", "required", "Pilih siapa yang boleh melihat laporan ini.", "Choose who may see this report.");
        }

        CheckPlace(report, origin.Channel == Channel.Call112 || category?.RuleOn(today).IsEmergency == true, regency, errors);
        errors.CheckContact("reporter", report.Reporter, configuration);
        return errors;
    }

    private static void CheckMaster(Report report, Complaint? master, FieldErrors errors)
    {
        // A secret one is not found: nobody learns that it exists.
        if (master is null || master.Visibility == Visibility.Secret)
        {
            errors.Add("joins", "unknown_complaint", "Laporan yang ingin diikuti tidak ditemukan. Periksa nomornya, atau kirim laporan baru.", "The report to join was not found. Check its number, or send a new one.");
        }
        else if (!master.TakesFollowers)
        {
            errors.Add("joins", "ended", "Laporan itu sudah berakhir. Kirim laporan baru bila masalahnya masih ada.", "That report has ended. Send a new one if the problem is still there.");
        }
        else if (report.CategoryCode is not null && report.CategoryCode != master.CategoryCode)
        {
            errors.Add("categoryCode", "other_category", "Jenisnya tidak sama dengan laporan yang diikuti.", "This is not the category of the report that it joins.");
        }
    }

    private static void CheckAttributes(Report report, Category category, FieldErrors errors)
    {
        var answers = report.Attributes ?? new Dictionary<string, IReadOnlyList<string>>();
        if (answers.Count > Math.Max(MostAnswers, category.Attributes.Count))
        {
            errors.Add("attributes", "too_many", "Jawabannya lebih banyak daripada yang ditanyakan.", "There are more answers than questions.");
            return;
        }

        foreach (var code in answers.Keys.Where(code => category.Attributes.All(attribute => attribute.Code != code)))
        {
            errors.Add($"attributes.{code}", "unknown_attribute", "Jenis laporan ini tidak menanyakan hal itu.", "This category does not ask that.");
        }

        // A joined report leaves the questions to the one that it joins.
        foreach (var attribute in category.Attributes.Where(_ => report.Joins is null || answers.Count > 0))
        {
            CheckAnswers($"attributes.{attribute.Code}", attribute, answers.GetValueOrDefault(attribute.Code) ?? [], errors);
        }
    }

    private static void CheckAnswers(string field, CategoryAttribute attribute, IReadOnlyList<string> answers, FieldErrors errors)
    {
        if (attribute.Required && answers.All(string.IsNullOrWhiteSpace))
        {
            errors.Add(field, "required", $"Jawab: {attribute.Question}", $"Answer: {attribute.Question}");
        }

        if (answers.Count > (attribute.Type == AttributeType.MultiValueList ? attribute.Values.Count : 1))
        {
            errors.Add(field, "too_many", "Jawabannya lebih banyak daripada yang ditanyakan.", "There are more answers than the question takes.");
            return;
        }

        foreach (var answer in answers)
        {
            errors.AllowText(field, answer, LongestAnswer);
            var fits = answer is not null && attribute.Type switch
            {
                AttributeType.SingleValueList or AttributeType.MultiValueList => attribute.Values.Any(value => value.Key == answer),
                AttributeType.Number => decimal.TryParse(answer, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _),
                AttributeType.DateTime => DateTimeOffset.TryParse(answer, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _),
                _ => true,
            };
            if (!fits)
            {
                var choices = string.Join(", ", attribute.Values.Select(value => value.Key));
                errors.Add(
                    field, "not_an_answer",
                    choices.Length > 0 ? $"Pilih dari: {choices}." : attribute.Type == AttributeType.Number ? "Isi dengan angka, misalnya 12.5." : "Isi dengan waktu ISO 8601, misalnya 2026-11-21T14:05:00Z.",
                    choices.Length > 0 ? $"Choose from: {choices}." : attribute.Type == AttributeType.Number ? "A number such as 12.5." : "A time in ISO 8601, such as 2026-11-21T14:05:00Z.");
            }
        }
    }

    private static void CheckPlace(Report report, bool mayBeUnknown, Regency regency, FieldErrors errors)
    {
        // Who is in distress may not know where they are, and on the phone the operator asks on.
        if (report.Location is null && report.VillageCode is null && report.Joins is null && !report.PlaceInWords && !mayBeUnknown)
        {
            errors.Add("location", "required", "Beri titik lokasi atau pilih kelurahan.", "Give a location or choose a village.");
        }

        errors.CheckLocation("location", report.Location);
        errors.CheckVillage("villageCode", report.VillageCode, regency);
        errors.AllowLine("address.street", report.Address?.Street, 200);
        CheckNeighbourhood(errors, "address.rt", report.Address?.Rt);
        CheckNeighbourhood(errors, "address.rw", report.Address?.Rw);
        errors.AllowText("address.landmark", report.Address?.Landmark, 300);
    }

    /// <summary>RT and RW have numbers, written 3, 03 or 003; 000 is on identity cards of places that have none.</summary>
    private static void CheckNeighbourhood(FieldErrors errors, string field, string? number)
    {
        if (!string.IsNullOrEmpty(number) && !(number.Length <= 3 && number.All(char.IsAsciiDigit)))
        {
            errors.Add(field, "out_of_range", "Nomor dari 1 sampai 999, misalnya 003.", "A number from 1 to 999, such as 003.");
        }
    }
}
