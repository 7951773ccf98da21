using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Public;
using PlanningPlatform.Complaints.Open311.Keys;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>
/// What happened to public requests, oldest first (mySociety's extension of GeoReport). Without a key what was rejected or merged is told of only where it is
/// asked for by its number; a client with its key hears it of the requests that it posted.
/// </summary>
internal static class ListUpdates
{
    /// <summary>Clients ask every few minutes or every night; whoever wants more names dates. [ours]</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromDays(1), Ever = TimeSpan.FromDays(36_500);

    public static async Task<Results<Open311Answer, Refusal>> Handle(
        Parameters sent, HttpContext context, Jurisdiction jurisdiction, KeyCheck keys, ComplaintsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (jurisdiction.Check(sent) is { } refusal)
        {
            return refusal;
        }

        Open311Key? key = null;
        if (sent["api_key"] is { } apiKey)
        {
            (key, var unknown) = await keys.CheckAsync(apiKey, context, cancellationToken);
            if (unknown is not null)
            {
                return unknown;
            }
        }

        var errors = new FieldErrors();
        var typed = sent.List("service_request_id");
        var numbers = Numbers.ReadAll(typed, errors);
        // All that ever happened to those that are named, unless a date is.
        var period = Period.Read(sent, typed.Count > 0 ? Ever : Usual, time.GetUtcNow(), errors);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var categories = await db.Categories.AsNoTracking().ToDictionaryAsync(category => category.Code, cancellationToken);
        var happened = db.PublicProgress(categories.Values.AboutThings()).Where(each => each.Entry.At >= period.Start && each.Entry.At <= period.End);
        happened = typed.Count > 0 ? happened.Where(each => numbers.Contains(each.Complaint.TrackingNumber)) : OfListed(happened, db, key);
        var page = await happened.AsNoTracking().OrderBy(each => each.Entry.At).ThenBy(each => each.Entry.Sequence).Skip(period.Skip).Take(period.Size).ToListAsync(cancellationToken);
        var masters = await MastersAsync(page, db, cancellationToken);
        return new Open311Answer("service_request_updates", new Items("request_update", [.. page.Select(each => Describe(each, categories[each.Complaint.CategoryCode], masters, context))]));
    }

    private static IQueryable<PublicEntry> OfListed(IQueryable<PublicEntry> happened, ComplaintsDb db, Open311Key? key)
    {
        var own = key?.TakenBy;
        return happened.Where(each => db.Complaints.Listed().Any(listed => listed.Id == each.Complaint.Id) || (own != null && each.Complaint.TakenBy == own));
    }

    private static Fields Describe(PublicEntry each, Category category, HashSet<string> masters, HttpContext context) => new(
        ("update_id", IdOf(each.Entry)),
        ("service_request_id", each.Complaint.TrackingNumber),
        ("status", each.Entry.Status.InGeoReport()),
        ("updated_datetime", each.Entry.At),
        ("description", DescriptionOf(each, category, masters, context)),
        ("media_url", null as string),
        ("external_status_code", each.Entry.Status.ToString()));

    private static string DescriptionOf(PublicEntry each, Category category, HashSet<string> masters, HttpContext context)
    {
        if (each.Entry is { Code: "Merged", Note: { } number } && masters.Contains(number))
        {
            return RequestDocuments.MergedInto(number).For(context);
        }

        // Where a person would be given away, the state and nothing else: not that a van came.
        var sentence = (each.Complaint.ShowsWords(category) ? RequestStatus.SentenceOf(each.Entry.Code) : null) ?? each.Entry.Status.Sentence();
        return each.Entry.PublicNote(each.Complaint, category) is { } note ? $"{sentence.For(context)} {note.WithoutMarkup()}" : sentence.For(context);
    }

    /// <summary>The same at every reading, and says nothing of how much else happened, as a running number would.</summary>
    private static string IdOf(TimelineEntry entry)
    {
        Span<byte> bytes = stackalloc byte[24];
        entry.ComplaintId.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[16..], entry.Sequence);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)[..10]);
    }

    /// <summary>Those of the masters that are named which everybody may see.</summary>
    private static async Task<HashSet<string>> MastersAsync(List<PublicEntry> page, ComplaintsDb db, CancellationToken cancellationToken)
    {
        var named = page.Where(each => each.Entry.Code == "Merged").Select(each => each.Entry.Note).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return named.Count == 0 ? [] : await db.Complaints.Listed().Where(master => named.Contains(master.TrackingNumber)).Select(master => master.TrackingNumber).ToHashSetAsync(cancellationToken);
    }
}
