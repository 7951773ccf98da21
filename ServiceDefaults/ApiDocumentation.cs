using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>
/// Describes every endpoint in <c>/openapi/{service}.json</c>: what it does is the summary of the method or class that handles it, who may
/// call it its policy, and how it says no the one form of problems.
/// </summary>
internal static class ApiDocumentation
{
    private const string Problem = "Problem";
    private const string Bearer = "bearer";

    public static void AddApiDocumentation(this IServiceCollection services, string service)
        => services.AddOpenApi(service, openApi =>
        {
            openApi.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null ? null : NameOf(type.Type);
            openApi.AddSchemaTransformer((schema, context, _) =>
            {
                Correct(schema, context);
                return Task.CompletedTask;
            });
            openApi.AddOperationTransformer((operation, context, _) =>
            {
                Describe(operation, context);
                return Task.CompletedTask;
            });
            openApi.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = $"PlanningPlatform: {service}";
                // Known to whoever asked for the document.
                document.Servers = [];
                document.Components?.Schemas?.Remove("ProblemDetails");
                document.AddComponent(Problem, ProblemSchema());
                document.AddComponent(Bearer, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" });
                return Task.CompletedTask;
            });
        });

    /// <summary><c>LodgeComplaintRequest</c>: the framework takes the name alone, and of all that are called Request it would describe one.</summary>
    private static string NameOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var name = type.Name.Split('`')[0] + (type.IsGenericType ? "Of" + string.Concat(type.GetGenericArguments().Select(NameOf)) : "");
        return type.DeclaringType is { } feature ? feature.Name + name : name;
    }

    /// <summary>What the framework cannot know about StrictJson's converters and about what may be left out.</summary>
    private static void Correct(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = context.JsonTypeInfo.Type;
        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (value.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. Enum.GetNames(value).Select(name => (JsonNode)name)];
        }
        else if (value == typeof(string))
        {
            schema.Type = context.JsonPropertyInfo is { IsGetNullable: true } ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        }
        else if (value == typeof(DateTimeOffset))
        {
            schema.Type = value == type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        }

        if (context.JsonTypeInfo.ElementType == typeof(string) && schema.Type?.HasFlag(JsonSchemaType.Array) == true)
        {
            schema.Items = Text();
        }

        if (context.ParameterDescription is null)
        {
            // Answers grow; only in requests a field that nobody knows is refused.
            schema.AdditionalPropertiesAllowed = true;
            return;
        }

        foreach (var property in context.JsonTypeInfo.Properties.Where(property => property.AssociatedParameter?.IsNullable == true))
        {
            schema.Required?.Remove(property.Name);
        }
    }

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<MethodInfo>().LastOrDefault() is { } handler && (XmlDocumentation.SummaryOf(handler) ?? XmlDocumentation.SummaryOf(FeatureOf(handler))) is { } text)
        {
            operation.Summary ??= FirstSentence(text);
            operation.Description ??= text;
        }

        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Query))
        {
            parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
        }

        operation.Responses ??= [];
        operation.Responses.Remove("400");
        operation.Responses["4XX"] = Refused("Refused: code says why, in one word that never changes.");
        if (metadata.OfType<IAllowAnonymous>().Any())
        {
            return;
        }

        operation.Responses["401"] = Refused("No valid access token.");
        operation.Responses["403"] = Refused("The account may not do this.");
        operation.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        var roles = metadata.OfType<IAuthorizeData>().SelectMany(policy => policy.Roles?.Split(',') ?? []).Select(role => (JsonNode)role).ToArray();
        operation.AddExtension("x-roles", new JsonNodeExtension(new JsonArray(roles)));

        OpenApiResponse Refused(string description) => new()
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, context.Document) },
            },
        };
    }

    /// <summary>The class named like the use case; a lambda lives in a class that the compiler made inside it.</summary>
    private static Type FeatureOf(MethodInfo handler)
    {
        var type = handler.DeclaringType!;
        while (type.DeclaringType is { } outer && type.Name.Contains('<', StringComparison.Ordinal))
        {
            type = outer;
        }

        return type;
    }

    private static string FirstSentence(string text) => text.IndexOf(". ", StringComparison.Ordinal) is >= 0 and var end ? text[..(end + 1)] : text;

    // As Refusal writes it.
    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "RFC 9457. Facts of a refusal, such as the legal moves, are further members.",
        Required = new HashSet<string>(StringComparer.Ordinal) { "type", "title", "status", "code" },
        Properties = Fields(
            ("type", Text("urn:planningplatform:problem:{code}")),
            ("title", Text("In the caller's language.")),
            ("status", new OpenApiSchema { Type = JsonSchemaType.Integer }),
            ("detail", Text("What happened and what to do next, in the caller's language.")),
            ("instance", Text("The path that was asked.")),
            ("code", Text("Stable, for programs.")),
            ("field", Text("The first field at fault, by its path.")),
            ("errors", new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = Fields(("field", Text()), ("code", Text()), ("detail", Text())) },
            })),
    };

    private static OpenApiSchema Text(string? description = null) => new() { Type = JsonSchemaType.String, Description = description };

    private static Dictionary<string, IOpenApiSchema> Fields(params (string Name, IOpenApiSchema Schema)[] fields)
        => fields.ToDictionary(field => field.Name, field => field.Schema, StringComparer.Ordinal);
}
