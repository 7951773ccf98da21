using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>The refusals that every step of the desk or an agency can give.</summary>
internal static class DeskRefusals
{
    public static readonly Refusal NotYours = new(403, "not_your_step", new(
        "Langkah ini dilakukan oleh meja 112 atau perangkat daerah yang memimpin penanganan.",
        "This step is for the 112 desk or the agency that leads."));

    private static readonly Refusal JourneyOpen = new(409, "journey_open", new(
        "Mobmas untuk laporan ini masih berjalan. Selesaikan setelah perjalanannya selesai.",
        "A Mobmas journey for this complaint is still open. Resolve it once the journey has ended."));

    private static readonly Refusal HandOffOpen = new(409, "hand_off_open", new(
        "Unit yang dipanggil belum memastikan bahwa keadaan sudah tertangani. Catat kepastiannya dahulu.",
        "A unit that was called has not confirmed yet that it is over. Record its confirmation first."));

    private static readonly Refusal EmergencyNeedsUnit = new(409, "emergency_needs_unit", new(
        "Ini keadaan gawat darurat: panggil unitnya sekarang.", "This is an emergency: call the unit now."));

    private static readonly Refusal SecretStaysSecret = new(409, "secret_stays_secret", new(
        "Laporan rahasia tidak dapat menjadi usulan: rencana pembangunan terbuka untuk umum.",
        "A secret complaint cannot become a proposal: the development plan is public."));

    private static readonly Refusal OutsideCity = new(409, "outside_city", new(
        "Tempat laporan ini di luar kota, atau belum diketahui kelurahannya. Usulan selalu untuk sebuah kelurahan atau desa.",
        "The place of this complaint lies beyond the city, or its village is not known. A proposal is for a village."));

    private static readonly Refusal HasProposal = new(409, "has_proposal", new(
        "Laporan ini sudah menjadi usulan dan tidak dapat digabung. Gabungkan laporan lain ke laporan ini.",
        "This complaint has become a proposal and cannot be merged. Merge the other one into it."));

    /// <summary>409 that says what stands in the way, or which moves are legal.</summary>
    public static Refusal IllegalMove(Complaint complaint, Move move)
    {
        var wouldBe = Transitions.Target(complaint.Status, move) is not null;
        return wouldBe && complaint.HasOpenJourney ? JourneyOpen
            : wouldBe && complaint.HasOpenHandOff ? HandOffOpen
            : wouldBe && move == Move.Ask && complaint.IsEmergency ? EmergencyNeedsUnit
            : wouldBe && move == Move.Propose && complaint.Visibility == Visibility.Secret ? SecretStaysSecret
            : wouldBe && move == Move.Propose && complaint.VillageCode is null ? OutsideCity
            : wouldBe && move == Move.Merge && complaint.ProposedAt is not null ? HasProposal
            : new(409, "illegal_move", new(
                $"Langkah ini tidak dapat dilakukan saat laporan berstatus {StatusWords.InIndonesian(complaint.Status)}.",
                $"{move} is not possible while the complaint is {complaint.Status}."))
            {
                Facts = new Dictionary<string, object?>
                {
                    ["status"] = complaint.Status.ToString(),
                    ["legalMoves"] = complaint.LegalMoves.Select(legal => legal.ToString()),
                },
            };
    }
}
