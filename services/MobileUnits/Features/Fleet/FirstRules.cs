using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>Every city begins with these rules: local defaults, to be changed by rules of its own.</summary>
internal sealed class FirstRules(IServiceProvider services) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MobileUnitsDb>();
        if (await db.Rules.AnyAsync(cancellationToken))
        {
            return;
        }

        db.Rules.Add(Rules);
        // Another replica that starts at the same time may be faster.
        await db.TrySaveAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public static ServiceRules Rules => new ServiceRules
    {
        Code = "default",
        EffectiveFrom = new(2025, 1, 1),
        LegalBasis = "Ketentuan setempat; jam kerja dan mengemudi menurut UU 22/2009 Pasal 90",
        MostDaysAhead = 30,
        MostRepeatDays = 90,
        LeastMinutesAhead = 60,
        MostTripsInSevenDays = 3,
        RemindMinutesBefore = 12 * 60,
        StaleAfterMinutes = 30,
        MostWorkMinutes = 8 * 60,
        MostDrivingMinutes = 4 * 60,
        StopMinutes = 5,
        VisitMinutes = 30,
        MostDetourMinutes = 20,
        UnmannedAfterMinutes = 10,
        TargetUnitsPerVillage = 1,
        TargetYear = 2029,
    }.With(
    [
        Purpose("Health", "Kesehatan: berobat, kontrol, terapi, posyandu", "Health: treatment, check-up, therapy", 1),
        Purpose("Social", "Sosial: takziah, kegiatan warga, bantuan sosial", "Social: funerals, community events, social aid", 2),
        Purpose("Administration", "Administrasi: KTP, KK, surat-surat", "Administration: identity cards, documents", 3),
        Purpose("Other", "Keperluan lain (disetujui lurah)", "Something else (the village head approves)", 4, approval: Approval.VillageHead),
        Purpose("Emergency", "Gawat darurat: hubungi 112", "Emergency: call 112", 5, isAllowed: false),
        Purpose("Private", "Keperluan usaha atau wisata pribadi", "Business or private leisure", 6, isAllowed: false),
    ]);

    private static PurposeRule Purpose(string code, string indonesian, string english, int order, bool isAllowed = true, Approval approval = Approval.None)
        => new() { Code = code, Indonesian = indonesian, English = english, IsAllowed = isAllowed, Approval = approval, Order = order };
}
