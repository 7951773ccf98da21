using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Intake;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Proposals.Data;
using PlanningPlatform.Proposals.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Proposals.Features;

/// <summary>Takes a proposal in. It is durable before the answer leaves; with the same <c>Idempotency-Key</c> it is taken in once.</summary>
internal static class SubmitProposal
{
    internal sealed record Request(string? Title, string? Problem, string? VillageCode, string? Sector, Location? Location, Contact? Proposer);

    internal sealed record Answer(Guid Id, string TrackingNumber, string TrackingSecret, ProposalStatus Status, string VillageCode, DateTimeOffset SubmittedAt);

    public static async Task<Results<Created<Answer>, Refusal>> Handle(
        Request request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        HttpContext context, ProposalsDb db, Regency regency, Sectors sectors, IdempotentIntake intake, Secrets secrets, ProposerNews news,
        IConfiguration configuration, CancellationToken cancellationToken)
    {
        if (Check(request, idempotencyKey, regency, sectors, configuration) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        var answer = await intake.OnceAsync(db, idempotencyKey, request, now =>
        {
            var tracking = Tracking.Draw(Proposal.TrackingPrefix);
            var proposal = Proposal.Submit(
                tracking, request.Title!.Trim(), request.Problem!.Trim(), request.VillageCode!, request.Sector, request.Location,
                secrets.Protect(request.Proposer, Text.LanguageOf(context), now), now);
            db.Submit(proposal);
            news.Tell(db, proposal, NotificationTemplates.ProposalReceived, now);
            return new Answer(proposal.Id, tracking.Number, tracking.Secret, proposal.Status, proposal.VillageCode, now);
        }, cancellationToken);
        return answer is null ? IdempotentIntake.KeyReused : TypedResults.Created($"/api/proposals/track/{answer.TrackingNumber}", answer);
    }

    private static FieldErrors Check(Request request, string? idempotencyKey, Regency regency, Sectors sectors, IConfiguration configuration)
    {
        var errors = new FieldErrors();
        errors.RequireLine("title", request.Title, 200);
        errors.RequireText("problem", request.Problem, 4000);
        if (request.VillageCode is null)
        {
            errors.Add("villageCode", "required", "Pilih kelurahan atau desa.", "Choose a village.");
        }

        errors.CheckVillage("villageCode", request.VillageCode, regency);
        if (request.Sector is not null && !sectors.Know(request.Sector))
        {
            errors.Add("sector", "unknown_sector", "Bidang ini tidak dikenal. Pilih dari daftar.", "This sector is unknown. Choose one from the list.");
        }

        errors.CheckLocation("location", request.Location);
        errors.CheckContact("proposer", request.Proposer, configuration);
        errors.CheckIdempotencyKey(idempotencyKey);
        return errors;
    }
}
