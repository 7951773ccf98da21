using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Complaints.Features.Intake;
using PlanningPlatform.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Taking;

/// <summary>
/// Makes a complaint of a call, by the one way in, with the channel 112. An emergency needs its category and nothing else: where and what can be said
/// while the unit is on its way, and what lies beyond the border is handed over in the same step. Sent twice it is lodged once and answered the same.
/// </summary>
internal static class LodgeFromCall
{
    /// <param name="Description">May be left out of an emergency: a standing sentence takes its place.</param>
    /// <param name="Visibility">Public when absent.</param>
    /// <param name="Name">Of the caller, when <paramref name="News"/>.</param>
    /// <param name="News">The caller heard the privacy notice and wants to be told on the number they call from; it is kept with the complaint then.</param>
    /// <param name="Unit">For an emergency: who is called at once, as people say it.</param>
    /// <param name="OutsideParty">For what lies beyond the border: to whom it is handed over at once.</param>
    internal sealed record Request(
        string? CategoryCode, string? Description, Location? Location, string? VillageCode, Address? Address, Visibility? Visibility,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? Attributes, string? Name, bool? News, string? Unit, string? OutsideParty);

    public static async Task<Results<Ok<Lodged>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, ComplaintsDb db, CallDesk desk, CallNumbers numbers, ComplaintIntake intake, IdempotentIntake idempotency, CaseClock clock,
        IOptions<SilenceLimits> silence, TimeProvider time, CancellationToken cancellationToken)
    {
        var category = await db.Categories.AsNoTracking().Include(row => row.Rules).FirstOrDefaultAsync(row => row.Code == request.CategoryCode, cancellationToken);
        var isEmergency = category?.RuleOn(clock.DayOf(time.GetUtcNow())).IsEmergency == true;
        if (Check(request, isEmergency) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        if (isEmergency && (await MarkedAsync(id, user, db, desk, cancellationToken)).Result is Refusal refused)
        {
            return refused;
        }

        return await db.DecideAsync<Results<Ok<Lodged>, Refusal>>(async () =>
        {
            var (actor, key) = (user.UserName(), KeyOf(id));
            if (await db.Calls.FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } call)
            {
                return Refusal.NotFound;
            }

            if (await WhyNotAsync(call, actor, key, db, idempotency, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            if (call.IsEmergency && call.ComplaintId is null && !isEmergency)
            {
                return CallRefusals.Unfinished(Unfinished.EmergencyCase);
            }

            var contact = request.News == true && await NumberOfAsync(call, db, numbers, cancellationToken) is { } number ? new Contact(request.Name, number, null, PrivacyNotice.Version, true) : null;
            var report = new Report(
                request.CategoryCode, isEmergency && string.IsNullOrWhiteSpace(request.Description) ? $"Keadaan darurat lewat telepon 112: {category!.Name}." : request.Description,
                request.Location, request.VillageCode, request.Address, request.Visibility ?? Visibility.Public, contact, request.Attributes);
            var (lodged, notLodged) = await intake.TakeInAsync(report, new(Channel.Call112, actor), key, LanguageOfCallers, cancellationToken, also: (complaint, _) =>
            {
                // Tracked; read anew only if a number was drawn twice.
                var open = db.Calls.Find(id)!;
                open.Lodge(complaint, actor, complaint.ReceivedAt);
                if (request.Unit is { } unit)
                {
                    complaint.CallUnit(unit.Trim(), silence.Value, actor, complaint.ReceivedAt);
                }
                else if (request.OutsideParty is { } party)
                {
                    complaint.Transfer(party.Trim(), ticket: null, actor, complaint.ReceivedAt);
                }
            });
            return lodged is not null ? TypedResults.Ok(lodged) : notLodged == IdempotentIntake.KeyReused ? await db.HasComplaintAsync(call, cancellationToken) : notLodged!;
        });
    }

    /// <summary>What an operator reads the pages in says nothing about who is on the line.</summary>
    public const string LanguageOfCallers = "id";

    /// <summary>One complaint for each call.</summary>
    public static string KeyOf(Guid callId) => $"112-{callId:N}";

    /// <summary>Null when a complaint can be made of the call now, or was made by the same request.</summary>
    public static async Task<Refusal?> WhyNotAsync(Call call, string actor, string key, ComplaintsDb db, IdempotentIntake idempotency, CancellationToken cancellationToken)
        => call.OpenWith is { } other && other != actor ? CallRefusals.TakenBy(call)
            : call.State == CallState.Ringing ? CallRefusals.AnswerFirst
            : call.ComplaintId is not null && !await idempotency.KnowsAsync(db, key, cancellationToken) ? await db.HasComplaintAsync(call, cancellationToken)
            : null;

    /// <summary>Before anything can be wrong with the report: from here on no block stands in the caller's way.</summary>
    private static Task<Results<Ok<CallAnswer>, Refusal>> MarkedAsync(Guid id, ClaimsPrincipal user, ComplaintsDb db, CallDesk desk, CancellationToken cancellationToken)
        => desk.AnyStepAsync(id, user, async (call, actor, now) =>
        {
            await db.MarkEmergencyAsync(call, actor, now, cancellationToken);
            return null;
        }, cancellationToken);

    private static async Task<string?> NumberOfAsync(Call call, ComplaintsDb db, CallNumbers numbers, CancellationToken cancellationToken)
        => numbers.Reveal(await db.Callers.Where(row => row.Id == call.CallerId).Select(row => row.ProtectedNumber).FirstOrDefaultAsync(cancellationToken));

    private static FieldErrors Check(Request request, bool isEmergency)
    {
        var errors = new FieldErrors();
        errors.AllowLine("unit", request.Unit, HandOff.LongestUnit);
        errors.AllowLine("outsideParty", request.OutsideParty, 200);
        if (request.Unit is not null && request.OutsideParty is not null)
        {
            errors.Add("outsideParty", "one_of_two", "Panggil unit atau serahkan ke luar, salah satu.", "Call a unit or hand it over, one of the two.");
        }

        if (request.Unit is not null && !isEmergency)
        {
            errors.Add("unit", "only_for_emergencies", "Unit dipanggil hanya untuk keadaan darurat.", "Units are called to emergencies only.");
        }

        return errors;
    }
}
