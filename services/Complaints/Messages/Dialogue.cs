using System.Globalization;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Matching;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Complaints.Messages;

/// <summary>
/// A short dialogue in Indonesian that asks only what is missing: what, where and, where the words do not say it, which kind. No state of its
/// own: from what is known and a message to what is known next.
/// </summary>
internal sealed class Dialogue(Regency regency, CategorySuggestion suggestion, IReadOnlyDictionary<string, Category> categories, DateOnly today)
{
    /// <summary>From this share on nobody is asked which kind it is. [ours]</summary>
    private const double SureFrom = 0.6;

    private const int MostTries = 3;
    private const int ShortestProblem = 8;

    private static readonly string[] Greetings = ["halo", "hallo", "hai", "hi", "p", "ping", "tes", "test", "assalamualaikum", "permisi", "menu", "bantuan", "help", "lapor", "min", "admin"];

    private static readonly string[] AroundAWish = ["ya", "iya", "yg", "yang", "tolong", "mohon", "minta", "agar", "supaya", "laporan", "laporannya", "saya", "ini", "itu", "dong", "aja", "saja", "pak", "bu", "min", "kak", "mas", "mbak", "terima", "kasih"];

    /// <summary>Asked when the words say nothing: what residents report most. [ours]</summary>
    private static readonly string[] Usual = ["JALAN", "PJU", "SALURAN", "SAMPAH", "AIR"];

    public Turn Take(Draft draft, Incoming message)
    {
        var word = Fold(message.Text);
        if (word is "batal" or "cancel")
        {
            return new(new Draft(), Wish.Answer, "Laporan dibatalkan; tidak ada yang disimpan. Tulis lagi kapan saja.");
        }

        if (message.Text.Trim().Split(' ', 2) is [var first, { Length: > 0 } number] && Fold(first) == "status" && LooksLikeNumber(Fold(number)))
        {
            return new(draft, Wish.Status, Number: number);
        }

        return draft.Asked switch
        {
            Asked.News when word is "ya" or "y" or "iya" => new(draft with { Asked = Asked.Nothing }, Wish.KeepNumber),
            Asked.News when word is "tidak" or "tdk" or "gak" or "nggak" or "ora" => new(draft with { Asked = Asked.Nothing }, Wish.Answer, "Baik, nomor Anda tidak disimpan."),
            _ when draft.Lodged is not null && AsksToHide(word) => new(draft, Wish.Hide),
            Asked.Category => Choose(Protected(draft, word), word, message),
            Asked.Place => Locate(Protected(draft, word), message),
            _ => Begin(message),
        };
    }

    private Turn Begin(Incoming message)
    {
        var text = message.Text.Trim();
        if (Greetings.Contains(Fold(text)) || text.Length < ShortestProblem || regency.Villages.Any(village => Fold(village.Name) == Fold(text)))
        {
            return new(
                new Draft(Asked.Problem, Latitude: message.Latitude, Longitude: message.Longitude), Wish.Answer,
                $"Lapor 112 {regency.Name}. Tulis apa masalahnya dan di mana, misalnya: lampu jalan mati di Gang II Banjaran, sebelah musala. Keadaan darurat: telepon 112.");
        }

        var draft = Protected(new Draft(Text: text, VillageCode: VillageIn(text), Latitude: message.Latitude, Longitude: message.Longitude), Fold(text));
        var suggested = suggestion.Suggest(text).Where(each => categories.ContainsKey(each.Code)).ToList();
        return suggested is [var first, ..] && (first.IsEmergency || first.Score >= SureFrom)
            ? AskOrLodge(draft with { CategoryCode = first.Code })
            : AskCategory(draft, [.. suggested.Select(each => each.Code).Concat(Usual).Where(categories.ContainsKey).Distinct().Take(5)]);
    }

    private Turn Choose(Draft draft, string word, Incoming message)
    {
        var choices = draft.Choices ?? [];
        if (int.TryParse(word, CultureInfo.InvariantCulture, out var chosen) && chosen >= 1 && chosen <= choices.Count)
        {
            return AskOrLodge(draft with { CategoryCode = choices[chosen - 1], Tries = 0 });
        }

        // Somebody who explains once more instead of choosing.
        if (message.Text.Trim().Length >= ShortestProblem && suggestion.Suggest($"{draft.Text} {message.Text}") is [var first, ..] && first.Score >= SureFrom && categories.ContainsKey(first.Code))
        {
            return AskOrLodge(draft with { CategoryCode = first.Code, Text = $"{draft.Text} {message.Text.Trim()}", Tries = 0 });
        }

        return draft.Tries + 1 >= MostTries ? GiveUp : AskCategory(draft with { Tries = draft.Tries + 1 }, choices);
    }

    private Turn Locate(Draft draft, Incoming message)
    {
        var located = draft with { VillageCode = VillageIn(message.Text) ?? draft.VillageCode, Latitude = message.Latitude ?? draft.Latitude, Longitude = message.Longitude ?? draft.Longitude };
        if (located.HasPlace)
        {
            // What else they said about the place helps whoever goes there.
            var more = message.Text.Trim();
            return AskOrLodge(located with { Text = more.Length > 0 && !located.Text!.Contains(more, StringComparison.OrdinalIgnoreCase) ? $"{located.Text} ({more})" : located.Text, Tries = 0 });
        }

        return draft.Tries + 1 >= MostTries
            ? GiveUp
            : new(draft with { Tries = draft.Tries + 1 }, Wish.Answer, $"Kelurahan itu tidak kami kenal di {regency.Name}. Tulis nama kelurahannya saja, misalnya {regency.Villages[0].Name}, atau bagikan lokasi.");
    }

    private Turn AskOrLodge(Draft draft)
        // Who burns is not asked where the village ends: the desk calls back.
        => draft.HasPlace || categories[draft.CategoryCode!].RuleOn(today).IsEmergency
            ? new(draft with { Asked = Asked.Nothing }, Wish.Lodge)
            : new(draft with { Asked = Asked.Place }, Wish.Answer, $"{categories[draft.CategoryCode!].Name}. Di kelurahan mana? Tulis namanya, atau bagikan lokasi. (BATAL untuk berhenti)");

    private Turn AskCategory(Draft draft, IReadOnlyList<string> choices)
        => new(
            draft with { Asked = Asked.Category, Choices = choices }, Wish.Answer,
            $"Ini tentang apa? Balas dengan angka: {string.Join("; ", choices.Select((code, index) => $"{index + 1} {categories[code].Name}"))}. (BATAL untuk berhenti)");

    /// <summary>Whoever asks for protection has it, whichever message they ask in; what was asked for before stays.</summary>
    private static Draft Protected(Draft draft, string words)
    {
        var wanted = words.Contains("rahasia", StringComparison.Ordinal) ? Visibility.Secret : words.Contains("anonim", StringComparison.Ordinal) ? Visibility.Anonymous : Visibility.Public;
        return draft with { Visibility = wanted > draft.Visibility ? wanted : draft.Visibility };
    }

    /// <summary>With its prefix, or in at most three groups with a digit among them; "status lampu jalan di RT 3" is a problem.</summary>
    private static bool LooksLikeNumber(string words)
        => words.StartsWith("adu", StringComparison.Ordinal) || (words.Split(' ').Length <= 3 && words.Any(char.IsAsciiDigit));

    /// <summary>RAHASIA, also among the words that people say with it; anything more is another report.</summary>
    private static bool AsksToHide(string words)
        => words.Contains("rahasia", StringComparison.Ordinal) && words.Split(' ').All(word => word.Contains("rahasia", StringComparison.Ordinal) || AroundAWish.Contains(word));

    private static Turn GiveUp { get; } = new(new Draft(), Wish.Answer, "Maaf, kami belum mengerti. Telepon 112 atau datang ke kelurahan; petugas akan membantu menulis laporan Anda.");

    /// <summary>The village whose whole name is in the text; the longest one, because names lie in each other.</summary>
    private string? VillageIn(string text)
    {
        var words = $" {Fold(text)} ";
        return regency.Villages.Where(village => words.Contains($" {Fold(village.Name)} ", StringComparison.Ordinal)).MaxBy(village => village.Name.Length)?.Code.ToString();
    }

    /// <summary>
    /// Answers to the category's own lists that stand in the words themselves, so that nobody is asked what they have said: "kena kabel dekat sekolah" is
    /// two of the dangers of a tree. Of a list with one answer, only where the words name one.
    /// </summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> AnswersIn(string text, Category category)
    {
        var words = $" {Fold(text)} ";
        return category.Attributes.Where(attribute => attribute.Type is AttributeType.MultiValueList or AttributeType.SingleValueList)
            .Select(attribute => (attribute, Said: attribute.Values.Where(value => words.Contains($" {Fold(value.Name)} ", StringComparison.Ordinal)).Select(value => value.Key).ToList()))
            .Where(each => each.Said.Count > 0 && (each.Said.Count == 1 || each.attribute.Type == AttributeType.MultiValueList))
            .ToDictionary(each => each.attribute.Code, IReadOnlyList<string> (each) => each.Said, StringComparer.Ordinal);
    }

    private static string Fold(string text)
        => string.Join(' ', string.Concat(text.Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
