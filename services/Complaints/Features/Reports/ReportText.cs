using System.Globalization;
using System.Text;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Complaints.Features.Reports;

/// <summary>Names for codes; a code without one is said as it is.</summary>
internal sealed record ReportNames(Regency Regency, IReadOnlyDictionary<string, string> Categories, IReadOnlyDictionary<string, string> Agencies)
{
    public string Category(string code) => Categories.GetValueOrDefault(code, code);

    public string Agency(string? code) => code is null ? "meja 112" : Agencies.GetValueOrDefault(code, code);

    public string Village(string? code) => Regency.FindVillage(code)?.Name ?? "tempat belum jelas";
}

/// <summary>The report in words that can be pasted into a message: what came in, what was done, what is late and with whom.</summary>
internal static class ReportText
{
    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");

    public static string Write(DateOnly from, DateOnly to, ReportFigures figures, ReportNames names, DateTimeOffset now)
    {
        var zone = names.Regency.TimeZone;
        var text = new StringBuilder();
        Line($"*Lapor 112 {names.Regency.Name}: laporan {(from == to ? "harian" : "mingguan")}*");
        Line(from == to ? from.ToString("dddd, d MMMM yyyy", Indonesian) : $"{from.ToString("d MMMM", Indonesian)} sampai {to.ToString("d MMMM yyyy", Indonesian)}");

        Line("");
        Line($"*Masuk* {Number(figures.Received)} laporan ({(from == to ? "hari" : "minggu")} sebelumnya {Number(figures.ReceivedBefore)}){(figures.Emergencies == 0 ? "" : $", {Number(figures.Emergencies)} darurat")}.");
        List("Kanal", figures.Channels, ChannelName);
        List("Terbanyak", figures.Categories, names.Category);
        List("Kelurahan", figures.Villages, names.Village);

        Line("");
        Line($"*Dijawab* {Number(figures.Answered)} laporan{(figures.Answered == 0 ? "" : $", {Number(figures.AnsweredInTime)} dalam batas waktu; separuhnya dalam {Hours(figures.MedianHours!.Value)}")}.");
        if (figures.Reopened > 0)
        {
            Line($"Dibuka kembali oleh pelapor: {Number(figures.Reopened)}.");
        }

        if (figures.Rating is { } rating)
        {
            Line($"Nilai warga {rating.ToString("0.0", Indonesian)} dari 5 ({Number(figures.Ratings)} penilaian).");
        }

        Line("");
        Line($"*Masih terbuka* {Number(figures.Open)} laporan, {(figures.Late == 0 ? "tidak ada yang" : Number(figures.Late))} lewat batas (per {zone.ToLocal(now).ToString("d MMMM, HH.mm", Indonesian)} {zone.Abbreviation}).");
        if (figures.Agencies.Count > 0)
        {
            Line($"Lewat batas per dinas: {string.Join(", ", figures.Agencies.Select(load => $"{names.Agency(load.AgencyCode)} {Number(load.Late)} dari {Number(load.Open)}"))}.");
        }

        foreach (var (late, index) in figures.Latest.Select((late, index) => (late, index)))
        {
            Line($"{index + 1}. {late.TrackingNumber} {names.Category(late.CategoryCode)}, {names.Village(late.VillageCode)}, {names.Agency(late.AgencyCode)}: lewat {Passed(now - late.DueAt)}");
        }

        if (figures.Calls.Total > 0)
        {
            var calls = figures.Calls;
            Line("");
            Line($"*Telepon 112* {Number(calls.Total)} panggilan: hening {Number(calls.Ghost)}, iseng {Number(calls.Prank)}, informasi {Number(calls.Information)}, darurat {Number(calls.Emergency)}, aduan {Number(calls.Complaint)}.");
        }

        Line("");
        Line("Tanpa nama pelapor. Laporan rahasia ikut dihitung dan tidak disebut.");
        return text.ToString().TrimEnd();

        void Line(string line) => text.Append(line).Append('\n');

        void List(string heading, IReadOnlyList<ReportFigures.Part> parts, Func<string, string> name)
        {
            if (parts.Count > 0)
            {
                Line($"{heading}: {string.Join(", ", parts.Select(part => $"{name(part.Code)} {Number(part.Count)}"))}.");
            }
        }
    }

    private static string ChannelName(string code) => Enum.Parse<Channel>(code) switch
    {
        Channel.Portal => "situs",
        Channel.Call112 => "telepon 112",
        Channel.Counter => "loket kelurahan",
        Channel.Message => "WhatsApp/SMS",
        Channel.Open311 => "aplikasi lain",
        _ => "API",
    };

    private static string Number(int number) => number.ToString("N0", Indonesian);

    private static string Hours(double hours) => hours < 48 ? $"{Math.Max(1, Math.Round(hours)).ToString("N0", Indonesian)} jam" : $"{Math.Round(hours / 24).ToString("N0", Indonesian)} hari";

    private static string Passed(TimeSpan late) => late.TotalHours < 1 ? "kurang dari 1 jam" : late.TotalDays < 1 ? $"{(int)late.TotalHours} jam" : $"{Number((int)late.TotalDays)} hari";
}
