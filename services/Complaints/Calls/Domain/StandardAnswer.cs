namespace PlanningPlatform.Complaints.Calls.Domain;

/// <summary>What an operator says to a question that is asked often. A supervisor edits it; an old one is retired, because calls name it.</summary>
internal sealed class StandardAnswer
{
    public const int LongestCode = 20;
    public const int LongestTitle = 150;
    public const int LongestText = 2000;
    public const int LongestKeywords = 300;

    private StandardAnswer()
    {
    }

    /// <summary>Capital letters, digits and dashes: <c>KIA</c>.</summary>
    public string Code { get; private init; } = "";

    /// <summary>The question in a few words: Syarat KIA.</summary>
    public string Title { get; private set; } = "";

    /// <summary>As it is read to the caller.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Words that callers use and that stand in neither of them.</summary>
    public string Keywords { get; private set; } = "";

    public bool IsRetired { get; private set; }
    public string EditedBy { get; private set; } = "";
    public DateTimeOffset EditedAt { get; private set; }
    public int Version { get; private set; }

    public static StandardAnswer Write(string code, string title, string text, string keywords, string actor, DateTimeOffset now)
    {
        var answer = new StandardAnswer { Code = code };
        answer.Edit(title, text, keywords, actor, now);
        return answer;
    }

    public void Edit(string title, string text, string keywords, string actor, DateTimeOffset now)
    {
        (Title, Text, Keywords, IsRetired) = (title, text, keywords, false);
        Touch(actor, now);
    }

    public void Retire(string actor, DateTimeOffset now)
    {
        IsRetired = true;
        Touch(actor, now);
    }

    /// <summary>How well it fits what was typed: every word has to occur, in the title best, in the keywords next; 0 when one does not.</summary>
    /// <param name="words">In small letters.</param>
    public int Fits(IReadOnlyCollection<string> words)
    {
        var total = 0;
        foreach (var word in words)
        {
            var fits = Begins(Title, word) ? 8 : Begins(Keywords, word) ? 4 : Title.Contains(word, StringComparison.OrdinalIgnoreCase) ? 2 : Begins(Text, word) ? 1 : 0;
            if (fits == 0)
            {
                return 0;
            }

            total += fits;
        }

        return total;
    }

    private static bool Begins(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
            {
                return true;
            }
        }

        return false;
    }

    private void Touch(string actor, DateTimeOffset now)
    {
        (EditedBy, EditedAt) = (actor, now);
        Version++;
    }
}
