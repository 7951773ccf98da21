using PlanningPlatform.Portal.Pages;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal;

/// <summary>All pages. What is not named here does not exist; POST /masuk and POST /keluar are the gateway's.</summary>
internal static class PortalEndpoints
{
    public static void MapPortal(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").ExcludeFromDescription();

        var everybody = pages.MapGroup("").AllowAnonymous();
        everybody.MapGet("/", Home.Show);
        everybody.MapGet("/bahasa", ChangeLanguage.Handle);
        everybody.MapGet("/masuk", SignIn.Show);
        everybody.MapGet("/setup", SetUp.Show);
        everybody.MapPost("/setup", SetUp.SubmitAsync);

        everybody.MapGet("/lapor", LodgeComplaint.ShowAsync);
        everybody.MapPost("/lapor", LodgeComplaint.SubmitAsync);
        everybody.MapGet("/lacak", TrackComplaint.Show);
        everybody.MapPost("/lacak", TrackComplaint.FindAsync);
        everybody.MapGet("/lacak/{number}", TrackComplaint.FollowAsync);
        everybody.MapGet("/lacak/{number}/tanda-terima", TrackComplaint.ShowSlipAsync);
        everybody.MapPost("/lacak/{number}/lupakan", TrackComplaint.Forget);

        everybody.MapGet("/usulan", SubmitProposal.Show);
        everybody.MapGet("/usulan/baru", SubmitProposal.ShowFormAsync);
        everybody.MapPost("/usulan/baru", SubmitProposal.SubmitAsync);
        everybody.MapPost("/usulan/lacak", TrackProposal.FindAsync);
        everybody.MapGet("/usulan/{number}", TrackProposal.FollowAsync);
        everybody.MapGet("/usulan/{number}/tanda-terima", TrackProposal.ShowSlipAsync);
        everybody.MapPost("/usulan/{number}/lupakan", TrackProposal.Forget);

        pages.MapGet("/kerja", Work.Show).RequireAuthorization(signedIn => signedIn.RequireAuthenticatedUser());

        var desk = pages.MapGroup("/operator").RequireRoles(Roles.Operator112, Roles.Supervisor112);
        desk.MapGet("", ComplaintQueue.ShowAsync);
        desk.MapGet("/{id:guid}", HandleComplaint.ShowAsync);
        desk.MapPost("/{id:guid}/verifikasi", HandleComplaint.VerifyAsync);
        desk.MapPost("/{id:guid}/teruskan", HandleComplaint.ForwardAsync);
        desk.MapPost("/{id:guid}/minta-mobmas", HandleComplaint.RequestMobileUnitAsync);
        desk.MapPost("/{id:guid}/selesaikan", HandleComplaint.ResolveAsync);

        var fleet = pages.MapGroup("/armada").RequireRoles(Roles.Dispatcher);
        fleet.MapGet("", RequestQueue.ShowAsync);
        fleet.MapGet("/{requestId:guid}", AssignUnit.ShowAsync);
        fleet.MapPost("/{requestId:guid}/tugaskan", AssignUnit.AssignAsync);

        var crew = pages.MapGroup("/kru").RequireRoles(Roles.Crew);
        crew.MapGet("", CrewTasks.ShowAsync);
        crew.MapPost("/{journeyId:guid}/{step:regex(^(accept|depart|arrive|complete)$)}", CrewTasks.StepAsync);

        pages.MapGet("/ringkasan", Overview.ShowAsync).RequireRoles(Roles.ProgramManager, Roles.Leader, Roles.Planner, Roles.Inspector);

        everybody.Map("/{**path}", () => Html.Trouble(new Problem(StatusCodes.Status404NotFound, "not_found", "", [])));
    }
}
