using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanningPlatform.Portal.Pages.Bookings;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>What is held about whoever holds the slip: to take along, and to have erased.</summary>
internal static class PersonalData
{
    // Read by people: letters stay letters. It is no page, so nothing in it can become markup.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<IResult> OfComplaintAsync(string number, HttpContext http, ComplaintsApi complaints, CancellationToken cancellationToken)
        => KeptSecret.Of(http) is { } secret ? Download(KeptSecret.OfComplaint, number, await complaints.PersonalDataAsync(number, secret, cancellationToken)) : BackTo(KeptSecret.OfComplaint, number);

    public static async Task<IResult> OfProposalAsync(string number, HttpContext http, ProposalsApi proposals, CancellationToken cancellationToken)
        => KeptSecret.Of(http) is { } secret ? Download(KeptSecret.OfProposal, number, await proposals.PersonalDataAsync(number, secret, cancellationToken)) : BackTo(KeptSecret.OfProposal, number);

    public static async Task<IResult> OfBookingAsync(string number, HttpContext http, BookingsApi bookings, CancellationToken cancellationToken)
        => KeptSecret.Of(http) is { } phone ? Download(KeptSecret.OfBooking, number, await bookings.PersonalDataAsync(number, phone, cancellationToken)) : BackTo(KeptSecret.OfBooking, number);

    public static Task<IResult> EraseContactOfComplaintAsync(string number, Posted posted, HttpContext http, ComplaintsApi complaints, CancellationToken cancellationToken)
        => EraseAsync(KeptSecret.OfComplaint, number, posted, http, "contact-erased", secret => complaints.EraseAsync(number, secret, "Contact", reason: null, cancellationToken));

    public static Task<IResult> EraseComplaintAsync(string number, Posted posted, HttpContext http, ComplaintsApi complaints, CancellationToken cancellationToken)
        => EraseAsync(
            KeptSecret.OfComplaint, number, posted, http, "erasure-requested",
            secret => complaints.EraseAsync(number, secret, "Everything", Posted.Said(posted["reason"])?.ReplaceLineEndings("\n"), cancellationToken));

    public static Task<IResult> EraseContactOfProposalAsync(string number, Posted posted, HttpContext http, ProposalsApi proposals, CancellationToken cancellationToken)
        => EraseAsync(KeptSecret.OfProposal, number, posted, http, "contact-erased", secret => proposals.EraseContactAsync(number, secret, cancellationToken));

    /// <summary>Nobody follows it afterwards: it leads to the first page.</summary>
    public static async Task<IResult> EraseBookingAsync(string number, Posted posted, HttpContext http, BookingsApi bookings, CancellationToken cancellationToken)
    {
        if (KeptSecret.OfBooking.PathOf(number) is null || KeptSecret.Of(http) is not { } phone)
            return BackTo(KeptSecret.OfBooking, number);
        if ((posted.IsGenuine ? (await bookings.EraseAsync(number, phone, cancellationToken)).Problem : Problem.Expired) is { } problem)
            return await FollowBooking.RefusedAsync(number, phone, problem, posted, bookings, cancellationToken);

        KeptSecret.OfBooking.Forget(http, number);
        return Html.SeeOther("/mobmas?kabar=booking-erased");
    }

    private static async Task<IResult> EraseAsync(KeptSecret kept, string number, Posted posted, HttpContext http, string news, Func<string, Task<Answer<Changed>>> eraseAsync)
    {
        if (kept.PathOf(number) is not { } path || KeptSecret.Of(http) is not { } secret)
            return BackTo(kept, number);
        if (!posted.IsGenuine)
            return Html.Trouble(Problem.Expired);

        return (await eraseAsync(secret)).Problem is { } problem ? Html.Trouble(problem, posted) : Html.SeeOther($"{path}?kabar={news}");
    }

    private static IResult Download(KeptSecret kept, string number, Answer<JsonObject> answer) => answer switch
    {
        { IsValue: true } => Results.File(JsonSerializer.SerializeToUtf8Bytes(answer.Value, Readable), "application/json", $"data-pribadi-{number}.json"),
        { Problem.Status: 404 } => BackTo(kept, number),
        _ => Html.Trouble(answer.Problem!),
    };

    private static IResult BackTo(KeptSecret kept, string number) => Html.SeeOther(kept.PathOf(number) ?? "/");
}
