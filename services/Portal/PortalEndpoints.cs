using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Portal.Pages;
using PlanningPlatform.Portal.Pages.Bookings;
using PlanningPlatform.Portal.Pages.Calls;
using PlanningPlatform.Portal.Pages.Dispatch;
using PlanningPlatform.Portal.Pages.Fleet;
using PlanningPlatform.Portal.Pages.Public;
using PlanningPlatform.Portal.Pages.Reports;
using PlanningPlatform.Portal.Pages.Rules;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal;

/// <summary>All pages. What is not named here does not exist; POST /masuk and POST /keluar are the gateway's.</summary>
internal static class PortalEndpoints
{
    /// <summary>In bytes: the photos of a report and one that is too large, so that the page can say which. The gateway's limit is lower.</summary>
    private const int LargestReport = 80 * 1024 * 1024;

    public static void MapPortal(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").ExcludeFromDescription();

        var everybody = pages.MapGroup("").AllowAnonymous();
        everybody.MapGet("/", Home.Show);
        everybody.MapGet("/bahasa", ChangeLanguage.Handle);
        everybody.MapGet("/masuk", SignIn.Show);
        everybody.MapGet("/masuk/kode", SignInCode.Show);
        everybody.MapGet("/lupa", ForgottenPassword.Show);
        everybody.MapPost("/lupa", ForgottenPassword.SubmitAsync);
        everybody.MapGet("/undangan", UseInvitation.ShowAsync);
        everybody.MapPost("/undangan", UseInvitation.SubmitAsync);
        everybody.MapGet("/setup", SetUp.ShowAsync);
        everybody.MapPost("/setup", SetUp.SubmitAsync);

        everybody.MapGet("/lapor", LodgeComplaint.ShowAsync);
        everybody.MapPost("/lapor", LodgeComplaint.SubmitAsync).WithMetadata(new RequestSizeLimitAttribute(LargestReport));
        everybody.MapPost("/lapor/jenis", LodgeComplaint.SuggestAsync);
        everybody.MapGet("/lapor/pertanyaan", LodgeComplaint.ShowQuestionsAsync);
        everybody.MapGet("/lacak", TrackComplaint.Show);
        everybody.MapPost("/lacak", TrackComplaint.FindAsync);
        everybody.MapGet("/lacak/{number}", TrackComplaint.FollowAsync);
        everybody.MapGet("/lacak/{number}/tanda-terima", TrackComplaint.ShowSlipAsync);
        everybody.MapGet("/lacak/{number}/foto/{photoId:guid}/{size}", ShowPhoto.OfReporterAsync);
        everybody.MapPost("/lacak/{number}/lupakan", TrackComplaint.Forget);
        everybody.MapPost("/lacak/{number}/balas", ReporterSteps.ReplyAsync);
        everybody.MapPost("/lacak/{number}/buka-lagi", ReporterSteps.ReopenAsync);
        everybody.MapPost("/lacak/{number}/nilai", ReporterSteps.RateAsync);
        everybody.MapGet("/lacak/{number}/data-pribadi", PersonalData.OfComplaintAsync);
        everybody.MapPost("/lacak/{number}/hapus-kontak", PersonalData.EraseContactOfComplaintAsync);
        everybody.MapPost("/lacak/{number}/hapus", PersonalData.EraseComplaintAsync);

        everybody.MapGet("/usulan", SubmitProposal.Show);
        everybody.MapGet("/usulan/baru", SubmitProposal.ShowFormAsync);
        everybody.MapPost("/usulan/baru", SubmitProposal.SubmitAsync);
        everybody.MapPost("/usulan/lacak", TrackProposal.FindAsync);
        everybody.MapGet("/usulan/{number}", TrackProposal.FollowAsync);
        everybody.MapGet("/usulan/{number}/tanda-terima", TrackProposal.ShowSlipAsync);
        everybody.MapPost("/usulan/{number}/lupakan", TrackProposal.Forget);
        everybody.MapGet("/usulan/{number}/data-pribadi", PersonalData.OfProposalAsync);
        everybody.MapPost("/usulan/{number}/hapus-kontak", PersonalData.EraseContactOfProposalAsync);

        everybody.MapGet("/mobmas", BookTrip.ShowAsync);
        everybody.MapGet("/mobmas/pesan", BookTrip.ShowFormAsync);
        everybody.MapPost("/mobmas/pesan", BookTrip.SubmitAsync);
        everybody.MapPost("/mobmas/lacak", FollowBooking.FindAsync);
        everybody.MapGet("/mobmas/{number}", FollowBooking.ShowAsync);
        everybody.MapGet("/mobmas/{number}/tanda-terima", FollowBooking.ShowSlipAsync);
        everybody.MapPost("/mobmas/{number}/batal", FollowBooking.CancelAsync);
        everybody.MapPost("/mobmas/{number}/lupakan", FollowBooking.Forget);
        everybody.MapGet("/mobmas/{number}/data-pribadi", PersonalData.OfBookingAsync);
        everybody.MapPost("/mobmas/{number}/hapus", PersonalData.EraseBookingAsync);

        everybody.MapGet("/aduan", PublicList.ShowAsync);
        everybody.MapGet("/aduan/peta", PublicMap.ShowAsync);
        everybody.MapGet("/aduan/statistik", PublicFigures.ShowAsync);
        everybody.MapGet("/aduan/statistik.csv", PublicFigures.DownloadAsync);
        everybody.MapGet("/aduan/{number}", PublicReports.ShowAsync);

        everybody.MapGet("/privasi", Privacy.Show);

        everybody.MapGet("/langganan", Alerts.Show);
        everybody.MapPost("/langganan", Alerts.AskAsync);
        everybody.MapGet("/langganan/{code}", Alerts.ShowLinkAsync);
        everybody.MapPost("/langganan/{code}/konfirmasi", Alerts.ConfirmAsync);
        everybody.MapPost("/langganan/{code}/berhenti", Alerts.StopAsync);

        everybody.MapGet("/berhenti/{code}", StopMessages.ShowAsync);
        everybody.MapPost("/berhenti/{code}", StopMessages.StopAsync);
        everybody.MapPost("/berhenti/{code}/lanjut", StopMessages.ResumeAsync);

        var signedIn = pages.MapGroup("").RequireAuthorization(policy => policy.RequireAuthenticatedUser());
        signedIn.MapGet("/kerja", Work.Show);
        signedIn.MapGet("/saya", Me.ShowAsync);
        signedIn.MapPost("/saya/kata-sandi", Me.ChangePasswordAsync);
        signedIn.MapPost("/saya/faktor-kedua", EnrolSecondFactor.OfferAsync);
        signedIn.MapPost("/saya/faktor-kedua/konfirmasi", EnrolSecondFactor.ConfirmAsync);
        signedIn.MapPost("/saya/keluarkan-lain", Me.SignOutElsewhereAsync);

        var desk = pages.MapGroup("/operator").RequireRoles(Roles.Operator112, Roles.Supervisor112);
        desk.MapPost("/{id:guid}/{step:regex(^(verifikasi|tolak|jawab|teruskan|tambah-pendukung|serahkan|tutup|gabung|pisah|ubah-jenis|lindungi|minta-mobmas|panggil-unit|usulkan|kaitkan-pekerjaan)$)}", HandleComplaint.StepAsync).WithMetadata(new RequestSizeLimitAttribute(LargestReport));
        desk.MapPost("/{id:guid}/unit/{handOffId:guid}/{report:regex(^(berangkat|di-lokasi|tertangani)$)}", HandleComplaint.ReportUnitAsync);
        desk.MapPost("/banyak", BulkSteps.DoAsync);

        var deskAndAgency = pages.MapGroup("/operator").RequireRoles(Roles.Operator112, Roles.Supervisor112, Roles.AgencyOfficer);
        deskAndAgency.MapGet("", ComplaintQueue.ShowAsync);
        deskAndAgency.MapGet("/{id:guid}", HandleComplaint.ShowAsync);
        deskAndAgency.MapGet("/{id:guid}/foto/{photoId:guid}/{size}", ShowPhoto.AtDeskAsync);
        deskAndAgency.MapPost("/{id:guid}/{step:regex(^(mulai|kembalikan|tunda|lanjutkan|selesaikan|tanya|balas|catat)$)}", HandleComplaint.StepAsync).WithMetadata(new RequestSizeLimitAttribute(LargestReport));
        deskAndAgency.MapPost("/{id:guid}/pelapor", HandleComplaint.RevealAsync);

        var calls = pages.MapGroup("/112").RequireRoles(Roles.Operator112, Roles.Supervisor112);
        calls.MapGet("", CallScreen.ShowAsync);
        calls.MapPost("/baru", CallScreen.RingAsync);
        calls.MapPost("/berikutnya", CallScreen.NextAsync);
        calls.MapPost("/dinas/{step:regex(^(start|break|resume)$)}", CallScreen.ShiftAsync);
        calls.MapGet("/panggilan/{id:guid}", CallRecord.ShowAsync);
        calls.MapPost("/panggilan/{id:guid}/nomor", CallRecord.RevealAsync);
        calls.MapPost("/panggilan/{id:guid}/angkat", WorkOnCall.AnswerAsync);
        calls.MapPost("/panggilan/{id:guid}/ambil-alih", WorkOnCall.TakeOverAsync);
        calls.MapPost("/panggilan/{id:guid}/jenis", WorkOnCall.CategoriseAsync);
        calls.MapPost("/panggilan/{id:guid}/catatan", WorkOnCall.NoteAsync);
        calls.MapPost("/panggilan/{id:guid}/putus", WorkOnCall.HangUpAsync);
        calls.MapPost("/panggilan/{id:guid}/abaikan", WorkOnCall.TurnAwayAsync);
        calls.MapPost("/panggilan/{id:guid}/lapor", WorkOnCall.LodgeAsync);
        calls.MapPost("/panggilan/{id:guid}/jawab", WorkOnCall.AnswerQuestionAsync);
        calls.MapPost("/panggilan/{id:guid}/selesai", WorkOnCall.FinishAsync);
        calls.MapPost("/panggilan/{id:guid}/blokir", WorkOnCall.BlockAsync);
        calls.MapGet("/daftar", CallLog.ShowAsync);
        calls.MapGet("/blokir", NumberBlocks.ShowAsync);
        calls.MapPost("/blokir/{id:guid}/buka", NumberBlocks.LiftAsync);
        calls.MapGet("/darurat/{id:guid}", EmergencyDesk.ShowAsync);
        calls.MapPost("/darurat/{id:guid}/unit", EmergencyDesk.CallUnitAsync);
        calls.MapPost("/darurat/{id:guid}/unit/{card:guid}/{step:regex(^(EnRoute|OnScene|Confirmed)$)}", EmergencyDesk.ReportUnitAsync);
        calls.MapPost("/darurat/{id:guid}/serahkan", EmergencyDesk.HandOverAsync);
        calls.MapGet("/serah", ShiftHandovers.ListAsync);
        calls.MapPost("/serah", ShiftHandovers.EndShiftAsync);
        calls.MapGet("/serah/{id:guid}", ShiftHandovers.ShowAsync);
        calls.MapPost("/serah/{id:guid}/terima", ShiftHandovers.AcknowledgeAsync);
        calls.MapGet("/jawaban", StandardAnswers.ShowAsync);

        var line = pages.MapGroup("/112").RequireRoles(Roles.Supervisor112);
        line.MapGet("/langsung", LiveView.ShowAsync);
        line.MapPost("/jawaban", StandardAnswers.EditAsync);
        line.MapPost("/jawaban/{code}/hapus", StandardAnswers.RetireAsync);
        line.MapGet("/unit", EmergencyUnits.ShowAsync);
        line.MapPost("/unit", EmergencyUnits.EditAsync);
        line.MapPost("/unit/{code}/hapus", EmergencyUnits.RemoveAsync);

        var figures = pages.MapGroup("/112").RequireRoles(Roles.Supervisor112, Roles.Leader);
        figures.MapGet("/statistik", Figures.ShowAsync);
        figures.MapGet("/statistik.csv", Figures.DownloadAsync);

        var report = pages.MapGroup("").RequireRoles(Roles.Supervisor112, Roles.Leader);
        report.MapGet(LeaderReport.Path, LeaderReport.ShowAsync);
        report.MapGet($"{LeaderReport.Path}.pdf", LeaderReport.PrintAsync);

        var erasure = pages.MapGroup("/privasi/permintaan").RequireRoles(Roles.InformationOfficer, Roles.Supervisor112);
        erasure.MapGet("", ErasureRequests.ShowAsync);
        erasure.MapPost("/{id:guid}/kabulkan", ErasureRequests.GrantAsync);
        erasure.MapPost("/{id:guid}/tolak", ErasureRequests.RefuseAsync);

        pages.MapGet("/privasi/siapa-melihat", IdentityViews.ShowAsync).RequireRoles(Roles.InformationOfficer, Roles.Inspector);

        var counter = pages.MapGroup("/loket").RequireRoles(Roles.VillageSectionHead, Roles.VillageHead, Roles.NeighbourhoodOfficer);
        counter.MapGet("", Counter.ShowAsync);
        counter.MapGet("/baru", Counter.ShowFormAsync);
        counter.MapPost("/baru", Counter.SubmitAsync).WithMetadata(new RequestSizeLimitAttribute(LargestReport));
        counter.MapGet("/{number}/slip", Counter.ShowSlipAsync);
        counter.MapPost("/{number}/selesai", Counter.Finish);

        var bookings = pages.MapGroup("/loket/mobmas").RequireRoles(Roles.VillageSectionHead, Roles.VillageHead, Roles.NeighbourhoodOfficer);
        bookings.MapGet("", CounterBookings.ShowAsync);
        bookings.MapGet("/baru", BookTrip.ShowFormAtCounterAsync);
        bookings.MapPost("/baru", BookTrip.SubmitAtCounterAsync);
        bookings.MapPost("/perjalanan/{tripId:guid}/batal", CounterBookings.CancelAsync);
        bookings.MapGet("/{number}/slip", CounterBookings.ShowSlipAsync);
        bookings.MapPost("/{number}/selesai", CounterBookings.Finish);

        var approvals = pages.MapGroup("/mobmas-persetujuan").RequireRoles(Roles.VillageHead);
        approvals.MapGet("", ApproveBookings.ShowAsync);
        approvals.MapPost("/{id:guid}/setujui", ApproveBookings.ApproveAsync);
        approvals.MapPost("/{id:guid}/tolak", ApproveBookings.RejectAsync);

        var fleet = pages.MapGroup("/armada").RequireRoles(Roles.Dispatcher);
        fleet.MapGet("", Board.ShowAsync);
        fleet.MapGet("/kejadian", BoardEvents.StreamAsync);
        fleet.MapGet("/{requestId:guid}", Board.ShowRequestAsync);
        fleet.MapGet("/{requestId:guid}/bukti/{journeyId:guid}/{proofId:guid}", ShowPhoto.OfJourneyAsync);
        fleet.MapPost("/{requestId:guid}/tugaskan", RequestSteps.AssignAsync);
        fleet.MapPost("/{requestId:guid}/pindahkan", RequestSteps.ReassignAsync);
        fleet.MapPost("/{requestId:guid}/lepas", RequestSteps.UnassignAsync);
        fleet.MapPost("/{requestId:guid}/tutup", RequestSteps.CloseAsync);
        fleet.MapPost("/{requestId:guid}/akhiri", RequestSteps.EndJourneyAsync);

        var plans = pages.MapGroup(DayPlans.Path).RequireRoles(Roles.Dispatcher);
        plans.MapGet("", DayPlans.ShowAsync);
        plans.MapPost("", DayPlans.AskAsync);
        plans.MapGet("/{planId:guid}", DayPlans.ShowOneAsync);
        plans.MapPost("/{planId:guid}/hentikan", DayPlans.StopAsync);
        plans.MapPost("/{planId:guid}/pakai", DayPlans.AdoptAsync);
        plans.MapPost("/{planId:guid}/masukkan", DayPlans.InsertAsync);

        var units = pages.MapGroup("/armada/unit").RequireRoles(Roles.Dispatcher, Roles.DistrictHead, Roles.ProgramManager, Roles.VillageHead, Roles.VillageSectionHead);
        units.MapGet("", UnitList.ShowAsync);
        units.MapGet("/{id:guid}", UnitPage.ShowAsync);
        units.MapPost("/{id:guid}/{step:regex(^(biaya|batal-biaya|pakai|odometer|betulkan-odometer|jam-tugas|istirahat|pelacak|ubah|pensiun)$)}", UnitPage.StepAsync);
        units.MapPost("/{id:guid}/pakai/{blockId:guid}/hapus", UnitPage.UnblockAsync);

        var newUnits = pages.MapGroup("/armada/unit").RequireRoles(Roles.DistrictHead, Roles.ProgramManager);
        newUnits.MapGet("/baru", RegisterUnit.Show);
        newUnits.MapPost("/baru", RegisterUnit.SubmitAsync);

        var consent = pages.MapGroup("/armada/unit/{id:guid}").RequireRoles(Roles.VillageHead);
        consent.MapPost("/setuju", UnitPage.ConsentAsync);
        consent.MapPost("/tarik-setuju", UnitPage.WithdrawAsync);

        var coverage = pages.MapGroup("/armada/cakupan").RequireRoles(Roles.Dispatcher, Roles.DistrictHead, Roles.ProgramManager, Roles.Leader, Roles.Planner);
        coverage.MapGet("", Coverage.ShowAsync);
        coverage.MapPost("/kebutuhan", Coverage.RegisterAsync).RequireRoles(Roles.DistrictHead);

        pages.MapGet("/armada/cakupan.csv", Coverage.DownloadAsync).RequireRoles(Roles.Dispatcher, Roles.DistrictHead, Roles.ProgramManager, Roles.Leader, Roles.Planner);

        var logbook = pages.MapGroup("").RequireRoles(Roles.Dispatcher, Roles.DistrictHead, Roles.ProgramManager, Roles.VillageHead, Roles.VillageSectionHead);
        logbook.MapGet(Logbook.Path, Logbook.ShowAsync);
        logbook.MapGet($"{Logbook.Path}.pdf", Logbook.PrintAsync);
        logbook.MapGet($"{Logbook.Path}.csv", Logbook.DownloadAsync);

        pages.MapGet(ServiceRules.Path, ServiceRules.ShowAsync).RequireRoles(Roles.Admin, Roles.ProgramManager);
        var serviceRules = pages.MapGroup(ServiceRules.Path).RequireRoles(Roles.Admin);
        serviceRules.MapPost("", ServiceRules.AddAsync);
        serviceRules.MapGet("/tujuan", ServiceRules.ShowDestinationsAsync);
        serviceRules.MapPost("/tujuan", ServiceRules.ChangeDestinationAsync);
        serviceRules.MapPost("/tujuan/{code}/hapus", ServiceRules.RemoveDestinationAsync);

        var crew = pages.MapGroup("/kru").RequireRoles(Roles.Crew);
        crew.MapGet("", CrewPhone.ShowAsync);
        crew.MapPost("/{journeyId:guid}/{step:regex(^(accept|depart|arrive|board|complete|fail)$)}", CrewPhone.StepAsync);
        crew.MapGet("/antrean", CrewQueue.Open);
        crew.MapPost("/antrean", CrewQueue.TellAsync);
        crew.MapPost("/{journeyId:guid}/bukti", CrewProofs.SubmitAsync);
        crew.MapPost("/{journeyId:guid}/bukti/{proofId:guid}", CrewProofs.SendAsync);

        pages.MapGet("/ringkasan", Overview.ShowAsync).RequireRoles(Roles.ProgramManager, Roles.Leader, Roles.Planner, Roles.Inspector);

        var accounts = pages.MapGroup("/akun").RequireRoles(Roles.Admin);
        accounts.MapGet("", Accounts.ShowAsync);
        accounts.MapGet("/undang", InviteAccount.ShowAsync);
        accounts.MapPost("/undang", InviteAccount.SubmitAsync);
        accounts.MapGet("/impor", ImportAccounts.Show);
        accounts.MapPost("/impor", ImportAccounts.SubmitAsync);
        accounts.MapGet("/{id:guid}", ManageAccount.ShowAsync);
        accounts.MapPost("/{id:guid}/kontak", ManageAccount.ChangeContactAsync);
        accounts.MapPost("/{id:guid}/penugasan", ManageAccount.AssignAsync);
        accounts.MapPost("/{id:guid}/kata-sandi", ManageAccount.ResetPasswordAsync);
        accounts.MapPost("/{id:guid}/{step:regex(^(deactivate|reactivate|sign-out|second-factor-reset)$)}", ManageAccount.StepAsync);
        accounts.MapGet("/pengganti", ActingOfficials.ShowAsync);
        accounts.MapPost("/pengganti", ActingOfficials.AppointAsync);
        accounts.MapPost("/pengganti/{id:guid}/akhiri", ActingOfficials.EndAsync);

        pages.MapGet("/jejak", AuditLog.ShowAsync).RequireRoles(Roles.Admin, Roles.Inspector);
        pages.MapPost("/jejak/ganti-kunci", AuditLog.ReplaceKeyAsync).RequireRoles(Roles.Admin);

        var rules = pages.MapGroup("/aturan").RequireRoles(Roles.Admin);
        rules.MapGet("", CategoryRules.ShowAsync);
        rules.MapGet("/jenis/{code}", CategoryRules.ShowOneAsync);
        rules.MapPost("/jenis/{code}", CategoryRules.ChangeAsync);
        rules.MapGet("/profil", RegulationProfiles.ShowAsync);
        rules.MapPost("/profil", RegulationProfiles.AddAsync);

        var apiKeys = pages.MapGroup("/kunci-api").RequireRoles(Roles.Admin);
        apiKeys.MapGet("", ApiKeys.ShowAsync);
        apiKeys.MapPost("", ApiKeys.IssueAsync);
        apiKeys.MapPost("/{id:guid}/cabut", ApiKeys.RevokeAsync);

        var stuck = pages.MapGroup("/pesan").RequireRoles(Roles.Admin);
        stuck.MapGet("", StuckMessages.ShowAsync);
        stuck.MapGet("/{service}/{id:guid}", StuckMessages.ReadAsync);
        stuck.MapPost("/{service}/{id:guid}/kirim-ulang", StuckMessages.ReplayAsync);
        stuck.MapPost("/{service}/{id:guid}/buang", StuckMessages.DiscardAsync);

        var messages = pages.MapGroup("/kabar").RequireRoles(Roles.Admin);
        messages.MapGet("", SentMessages.ShowAsync);
        messages.MapPost("/{id:guid}/kirim-ulang", SentMessages.SendAgainAsync);
        messages.MapGet("/teks", MessageTexts.ShowAsync);
        messages.MapGet("/teks/{template}/{language}", EditMessageText.ShowAsync);
        messages.MapPost("/teks/{template}/{language}", EditMessageText.SubmitAsync);
        messages.MapPost("/teks/{template}/{language}/baku", EditMessageText.RestoreAsync);
    }
}
