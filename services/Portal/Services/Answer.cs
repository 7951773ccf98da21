using System.Diagnostics.CodeAnalysis;

namespace PlanningPlatform.Portal.Services;

/// <summary>What a service answered: a value, or the problem that a person has to hear about.</summary>
internal sealed class Answer<T>
    where T : class
{
    private Answer(T? value, Problem? problem)
    {
        Value = value;
        Problem = problem;
    }

    public T? Value { get; }

    public Problem? Problem { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsValue => Value is not null;

    public static implicit operator Answer<T>(T value) => new(value, problem: null);

    public static implicit operator Answer<T>(Problem problem) => new(value: null, problem);
}

/// <summary>A refusal in the form of RFC 9457, or the service's silence.</summary>
/// <param name="Status">HTTP status; 503 when the service did not answer.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Detail">For people, in their language; empty when only the page knows the words.</param>
/// <param name="Errors">Which fields are at fault; their names are those of the JSON request and of our form inputs.</param>
public sealed record Problem(int Status, string Code, string Detail, IReadOnlyList<FieldProblem> Errors)
{
    /// <summary>The service is down, slow or restarting. Whether a write arrived is unknown.</summary>
    public static Problem Unreachable { get; } = new(503, "unreachable", "", []);

    /// <summary>The form was open for so long, or in so old a browser, that we cannot tell who sent it.</summary>
    public static Problem Expired { get; } = new(400, "form_expired", "", []);

    /// <summary>One answer for both, so that nobody learns which numbers exist.</summary>
    public static Problem WrongNumberOrSecret { get; } = new(404, "wrong_number_or_secret", "", []);

    public bool IsFromServer => Status >= 500;

    /// <summary>A one-time link that is unknown, used or expired: no form that it led to can be sent any more.</summary>
    public bool IsDeadLink => Code.StartsWith("password_link_", StringComparison.Ordinal) || Code.StartsWith("setup_link_", StringComparison.Ordinal);

    /// <summary>Null when the field is fine.</summary>
    public FieldProblem? Of(string field) => Errors.FirstOrDefault(error => string.Equals(error.Field, field, StringComparison.OrdinalIgnoreCase));

    /// <summary>Where the form names a field differently from the service.</summary>
    public Problem Renaming(string field, string ours)
        => this with { Errors = [.. Errors.Select(error => string.Equals(error.Field, field, StringComparison.Ordinal) ? error with { Field = ours } : error)] };

    /// <summary>The form has one field for all photos; what is wrong with several is said once.</summary>
    public Problem OnePhotoField()
        => this with { Errors = [.. Errors.Select(error => error.Field.StartsWith("photos[", StringComparison.Ordinal) ? error with { Field = "photos" } : error).DistinctBy(error => (error.Field, error.Detail))] };

    public static Problem Invalid(string field, string detail) => new(400, "invalid_input", detail, [new(field, "invalid", detail)]);
}

public sealed record FieldProblem(string Field, string Code, string Detail);

/// <summary>The form of every list that the services answer.</summary>
public sealed record Listed<T>(IReadOnlyList<T> Items, int Page, int PageSize, int Total)
{
    public int Pages => PageSize < 1 ? 1 : Math.Max(1, (Total + PageSize - 1) / PageSize);

}
