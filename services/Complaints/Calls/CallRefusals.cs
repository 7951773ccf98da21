using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls;

/// <summary>The refusals of the line. None of them ever meets an emergency that waits for an answer.</summary>
internal static class CallRefusals
{
    public static readonly Refusal NobodyWaits = new(409, "nobody_waits", new("Tidak ada panggilan yang menunggu.", "No call is waiting."));

    public static readonly Refusal NotOpen = new(409, "not_open", new("Panggilan ini tidak sedang dibuka siapa pun.", "Nobody has this call open."));

    public static readonly Refusal AnswerFirst = new(409, "answer_first", new("Angkat panggilannya dahulu.", "Answer the call first."));

    public static readonly Refusal NotBlocked = new(409, "not_blocked", new(
        "Nomor ini tidak diblokir, jadi panggilannya dijawab.", "This number is not blocked, so the call is answered."));

    public static readonly Refusal EmergencyIsNeverRefused = new(409, "emergency_is_never_refused", new(
        "Panggilan ini ditandai darurat: jawab sekarang. Pemblokiran tidak berlaku untuk keadaan darurat.",
        "This call is marked an emergency: answer it now. No block applies to an emergency."));

    public static readonly Refusal NumberWithheld = new(409, "number_withheld", new("Nomor pemanggil tidak diketahui.", "The caller's number is not known."));

    public static readonly Refusal NotInForce = new(409, "not_in_force", new("Pemblokiran ini sudah berakhir.", "This block is over."));

    public static readonly Refusal NotOnDuty = new(409, "not_on_duty", new("Anda belum mulai dinas.", "You are not on duty."));

    /// <summary>Who had it, if anybody did.</summary>
    public static Refusal NotRinging(Call call) => new(409, "not_ringing", new(
        call.Operator is { } had ? $"Panggilan ini sudah diangkat {had}." : "Panggilan ini sudah tidak menunggu.",
        call.Operator is { } has ? $"{has} answered this call." : "This call is not waiting any more."))
    {
        Facts = new Dictionary<string, object?> { ["operator"] = call.Operator },
    };

    /// <summary>Who has it.</summary>
    public static Refusal TakenBy(Call call) => new(409, "call_taken", new(
        $"Panggilan ini ada pada {call.Operator}.", $"{call.Operator} has this call."))
    {
        Facts = new Dictionary<string, object?> { ["operator"] = call.Operator },
    };

    /// <summary>Which one is open.</summary>
    public static Refusal OwnCallOpen(Guid id) => new(409, "call_open", new(
        "Anda masih punya panggilan yang terbuka. Pilah atau selesaikan dahulu.", "You still have a call open. Sort or finish it first."))
    {
        Facts = new Dictionary<string, object?> { ["callId"] = id },
    };

    public static Refusal HasComplaint(string? trackingNumber) => new(409, "call_has_complaint", new(
        $"Dari panggilan ini sudah dibuat laporan {trackingNumber}.", $"Report {trackingNumber} was made of this call."))
    {
        Facts = new Dictionary<string, object?> { ["trackingNumber"] = trackingNumber },
    };

    public static Refusal Unfinished(Unfinished what) => what switch
    {
        Domain.Unfinished.Kind => new(409, "not_sorted", new("Pilah panggilan ini dahulu.", "Say first what this call is.")),
        Domain.Unfinished.EmergencyCase => new(409, "emergency_needs_case", new(
            "Ini keadaan darurat: buka laporannya dahulu, atau pilah ulang dengan alasan.", "This is an emergency: open its case first, or say why it is none.")),
        _ => new(409, "complaint_not_lodged", new("Laporannya belum dikirim: kirim, atau pilah ulang.", "The complaint was not lodged: lodge it, or sort the call anew.")),
    };
}
