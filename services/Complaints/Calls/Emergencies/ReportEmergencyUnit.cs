using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Emergencies;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Emergencies;

/// <summary>What a called unit says over the radio, written down by whoever is at the desk: en route, on scene, or that it is over.</summary>
internal static class ReportEmergencyUnit
{
    public static Task<Results<Ok<HandOffAnswer>, Refusal>> Handle(
        Guid id, Guid handOffId, ReportUnit.Request request, ClaimsPrincipal user, ComplaintsDb db, IOptions<SilenceLimits> silence, TimeProvider time, CancellationToken cancellationToken)
        => db.OfEmergencyAsync<Results<Ok<HandOffAnswer>, Refusal>>(
            id, refusal => refusal, complaint => ReportUnit.WriteDownAsync(complaint, handOffId, request, user, db, silence.Value, time.GetUtcNow(), cancellationToken), cancellationToken);
}
