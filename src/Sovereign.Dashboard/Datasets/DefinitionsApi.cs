using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Reference;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Datasets;

/// <summary>Analysts create and change indicators, sources and datasets; each change is an edition of its own.</summary>
public static class DefinitionsApi
{
    /// <summary>Body of <c>PUT /api/v1/indicators/{code}</c>.</summary>
    public sealed record IndicatorBody(
        string? Title, string? Unit, string? Direction, string? Description, IReadOnlyList<Definition>? Definitions, double? Minimum, double? Maximum);

    /// <summary>Body of <c>PUT /api/v1/sources/{code}</c>.</summary>
    public sealed record SourceBody(
        string? Title, string? Publisher, int? Year, string? Url, string? Licence, string? Redistribution, bool ThirdHand, string? Note);

    /// <summary>Body of <c>PUT /api/v1/datasets/{code}</c>.</summary>
    public sealed record DatasetBody(string? Title, string? Description, string? Publisher, string? Licence, string? Source);

    public static void MapDefinitionsApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").RequirePermission(Permissions.Define).WithTags("Definitions");

        api.MapPut("/indicators/{code}", (string code, IndicatorBody body, DefineReference define, CurrentPerson person, CancellationToken ct) =>
        {
            if (Missing((nameof(body.Title), body.Title), (nameof(body.Unit), body.Unit), (nameof(body.Direction), body.Direction)) is { } missing)
                return Task.FromResult<IResult>(Problems.From(missing));
            if (body.Definitions?.Any(d => d is null || string.IsNullOrWhiteSpace(d.Code) || string.IsNullOrWhiteSpace(d.Title) || d.Text is null) == true)
                return Task.FromResult<IResult>(Problems.From(new Refusal("missing-field", "A definition has a code, a title and a text.")));
            if (!Codes.TryParse(body.Direction, out Direction direction))
                return Task.FromResult<IResult>(Problems.From(new Refusal("bad-direction", $"direction is '{body.Direction}'; expected higher, lower or context.")));
            var indicator = new Indicator(code, body.Title!, body.Unit!, direction, body.Description ?? "", body.Definitions ?? [], body.Minimum, body.Maximum);
            return DefineAsync(define, person, new ReferenceSet { Indicators = [indicator] }, $"indicator {code}", ct);
        }).WithSummary("Create or change an indicator and its definitions");

        api.MapPut("/sources/{code}", (string code, SourceBody body, DefineReference define, CurrentPerson person, CancellationToken ct) =>
        {
            if (Missing((nameof(body.Title), body.Title), (nameof(body.Publisher), body.Publisher), (nameof(body.Licence), body.Licence)) is { } missing)
                return Task.FromResult<IResult>(Problems.From(missing));
            if (!Enum.TryParse<Redistribution>(body.Redistribution ?? "figures", ignoreCase: true, out var redistribution) || !Enum.IsDefined(redistribution))
                return Task.FromResult<IResult>(Problems.From(new Refusal("bad-redistribution", $"redistribution is '{body.Redistribution}'; expected open, figures or no.")));
            if (body.Url is { Length: > 0 } url && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
                return Task.FromResult<IResult>(Problems.From(new Refusal("bad-url", $"url is '{url}'; expected an address that begins with https://.")));
            var source = new Source(code, body.Title!, body.Publisher!, body.Year, body.Url, body.Licence!, redistribution, body.ThirdHand, body.Note);
            return DefineAsync(define, person, new ReferenceSet { Sources = [source] }, $"source {code}", ct);
        }).WithSummary("Create or change a source");

        api.MapPut("/datasets/{code}", (string code, DatasetBody body, DefineReference define, CurrentPerson person, CancellationToken ct) =>
        {
            if (Missing((nameof(body.Title), body.Title)) is { } missing) return Task.FromResult<IResult>(Problems.From(missing));
            var dataset = new Dataset(0, code, body.Title!, body.Description ?? "", body.Publisher ?? "", body.Licence ?? "", body.Source);
            return DefineAsync(define, person, new ReferenceSet { Datasets = [dataset] }, $"dataset {code}", ct);
        }).WithSummary("Create or change a dataset");
    }

    private static Refusal? Missing(params (string Name, string? Value)[] fields) =>
        fields.FirstOrDefault(field => string.IsNullOrWhiteSpace(field.Value)) is { Name: { } name }
            ? new Refusal("missing-field", $"{char.ToLowerInvariant(name[0])}{name[1..]} is missing.")
            : null;

    private static async Task<IResult> DefineAsync(DefineReference define, CurrentPerson person, ReferenceSet wanted, string what, CancellationToken ct) =>
        (await define.RunAsync(person.Actor!, wanted, what, ct)).Match<IResult>(_ => TypedResults.NoContent(), Problems.From);
}
