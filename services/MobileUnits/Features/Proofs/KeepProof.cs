using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Journeys;
using PlanningPlatform.Persistence;
using PlanningPlatform.Pictures;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Proofs;

/// <summary>
/// The crew keeps that somebody was brought: a signature or a photo, JPEG, PNG or WebP, at most 10 MB. Of it one copy is kept that holds pixels and nothing else. The phone
/// chose its id: sent again it is kept once.
/// </summary>
internal static class KeepProof
{
    /// <summary>Of one journey: each passenger signs and is photographed, and something goes wrong. [ours]</summary>
    private const int MostOfAJourney = 30;

    /// <summary>After its end: the phone was in a dead spot for the rest of a day. [ours]</summary>
    private static readonly TimeSpan LongestAfterTheEnd = TimeSpan.FromDays(2);

    internal sealed record Answer(Guid Id, Guid JourneyId, ProofKind Kind, DateTimeOffset At);

    /// <param name="requestId">Who was brought.</param>
    /// <param name="at">When it was taken, by the phone's clock; absent for now.</param>
    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        Guid id, Guid proofId, Guid? requestId, Choice<ProofKind>? kind, DateTimeOffset? at, HttpContext context, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db,
        PictureIntake pictures, IPhotoStore store, IncomingFiles incoming, TimeProvider time, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (journey, refusal) = await db.OwnJourneyAsync(id, scope, cancellationToken);
        if (journey is null)
        {
            return refusal!;
        }

        if (await db.Proofs.FindAsync([proofId], cancellationToken) is { } kept)
        {
            return AgainOr(kept, id);
        }

        var now = time.GetUtcNow();
        if (await CheckAsync(db, journey, requestId, kind, at, now, cancellationToken) is { } wrong)
        {
            return wrong;
        }

        try
        {
            await using var file = incoming.Open();
            if (await ProofBody.ReceiveAsync(context.Request, file, cancellationToken) is { } unreceived)
            {
                return unreceived;
            }

            file.Position = 0;
            if (await pictures.TakeAsync(file, [ProofFiles.LongestEdge], cancellationToken) is not PictureOutcome.Taken taken)
            {
                return NoPicture;
            }

            // The file first: a row says that it is there. Files without a row are swept.
            using var copy = new MemoryStream(taken.Copies[0].Bytes.ToArray());
            await store.PutAsync(ProofFiles.KeyOf(proofId), copy, cancellationToken);
        }
        catch (Exception exception) when (exception is (IOException and not BadHttpRequestException) or UnauthorizedAccessException && !cancellationToken.IsCancellationRequested)
        {
            context.Response.Headers.RetryAfter = "30";
            return Unavailable;
        }

        var proof = new JourneyProof
        {
            Id = proofId, JourneyId = id, RequestId = requestId!.Value, Kind = kind!.Value.Value, FileName = ProofFiles.KeyOf(proofId), At = CrewReports.Believed(journey, at, now), TakenBy = user.UserName(),
        };
        db.Proofs.Add(proof);
        return await db.TrySaveAsync(cancellationToken)
            ? TypedResults.Ok(AnswerOf(proof))
            // The same came twice at once.
            : AgainOr(await db.Proofs.AsNoTracking().FirstAsync(row => row.Id == proofId, cancellationToken), id);
    }

    private static async Task<Refusal?> CheckAsync(
        MobileUnitsDb db, Journey journey, Guid? requestId, Choice<ProofKind>? kind, DateTimeOffset? at, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var errors = CrewReports.Check(journey, at, odometer: null, now);
        if (kind is null)
        {
            errors.Add("kind", "required", "Pilih: Signature atau Photo.", "Choose Signature or Photo.");
        }

        if (journey.Requests.FirstOrDefault(request => request.Id == requestId) is not { } request)
        {
            errors.Add("requestId", "not_on_journey", "Permintaan ini tidak ada pada perjalanan ini.", "This request is not on this journey.");
        }
        else if (journey.EndedAt < now - LongestAfterTheEnd || request.IsErased)
        {
            return TooLate;
        }

        return errors.Any ? errors.ToRefusal()
            : await db.Proofs.CountAsync(proof => proof.JourneyId == journey.Id, cancellationToken) >= MostOfAJourney ? TooMany
            : null;
    }

    private static Results<Ok<Answer>, Refusal> AgainOr(JourneyProof kept, Guid journey) => kept.JourneyId == journey ? TypedResults.Ok(AnswerOf(kept)) : IdReused;

    private static Answer AnswerOf(JourneyProof proof) => new(proof.Id, proof.JourneyId, proof.Kind, proof.At);

    private static readonly Refusal IdReused = new(422, "proof_id_reused", new("Nomor bukti ini sudah dipakai untuk perjalanan lain.", "This id was used for another journey."));

    private static readonly Refusal TooLate = new(409, "too_late", new("Perjalanan ini sudah lama berakhir; bukti tidak disimpan lagi.", "This journey ended long ago; nothing more is kept of it."));

    private static readonly Refusal TooMany = new(409, "too_many", new($"Paling banyak {MostOfAJourney} bukti dalam satu perjalanan.", $"At most {MostOfAJourney} of one journey."));

    private static readonly Refusal NoPicture = Refusal.InvalidField("proof", "not_a_picture", new(
        "Gambar ini tidak dapat dibaca. Kirim foto JPEG, PNG atau WebP, paling besar 40 megapiksel.", "This picture cannot be read. Send a JPEG, PNG or WebP of at most 40 megapixels."));

    private static readonly Refusal Unavailable = new(503, "photos_unavailable", new("Gambar belum dapat disimpan. Coba lagi nanti.", "Pictures cannot be stored at the moment. Try again later."));
}
