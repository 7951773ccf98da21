using PlanningPlatform.Portal.Services;

namespace PlanningPlatform.Portal.Pages.Dispatch;

/// <param name="Suggestions">Null when they could not be had.</param>
/// <param name="Problem">Why the last step was refused; null when nothing was.</param>
/// <param name="TypedStep">The step that was refused, by its address: tugaskan, pindahkan, lepas, tutup or akhiri; what was typed for it follows.</param>
public sealed record RequestPanelModel(
    UnitRequest Request, IReadOnlyList<RequestEntry> Timeline, IReadOnlyList<Proof> Proofs, IReadOnlyList<Suggestion>? Suggestions, Problem? Problem, string TypedStep, string TypedUnit, string TypedReason, string TypedOutcome)
{
    public bool IsTyped(string step, Suggestion unit) => TypedStep == step && TypedUnit == unit.UnitId.ToString();

    public string? TypedIn(string step) => TypedStep == step ? TypedReason : null;
}
