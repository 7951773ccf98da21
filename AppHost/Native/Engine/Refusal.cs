namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>The platform cannot run, and the person at the keyboard can do something about it: one sentence, in two languages.</summary>
internal sealed class Refusal(string indonesian, string english, int exitCode = 1) : Exception($"{indonesian}\n  {english}")
{
    public int ExitCode => exitCode;
}
