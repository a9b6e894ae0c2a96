using Microsoft.Extensions.Options;
using Sovereign.Analytics.Decomposition;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Design.Pictures;
using Sovereign.Dashboard.Exports.Shown;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Gap.Decompositions;

/// <summary>A gap taken apart, as files beside its page: <c>/countries/IND/gap.svg?reference=USA&amp;identity=power-by-economy&amp;definition=all-installed</c>.</summary>
public static class DecompositionFiles
{
    public static void MapDecompositionFiles(this IEndpointRouteBuilder app) =>
        app.MapGet($"/countries/{{code}}/gap.{{format:{ShownFormat.Constraint}}}", ReadAsync)
            .RequirePermission(Permissions.ReadPublished)
            .WithTags("Files")
            .WithSummary("A gap taken apart by one identity, as CSV, JSON, XLSX, SVG, PNG or ZIP");

    private static async Task ReadAsync(
        string code, string format, HttpContext http, EditionQueries editions, ReferenceQueries references, DecompositionQueries decompositions, IOptions<PortalOptions> portal,
        string? reference, string? identity, string? definition, string? asOf, CancellationToken ct)
    {
        if (await AskedEdition.ReadAsync(http, editions, asOf) is not { } at) return;
        if (IdentityCatalogue.Find(identity ?? "") is not { } by)
        {
            await Problems.From(UnknownIdentity.Of(identity ?? "")).ExecuteAsync(http);
            return;
        }

        var (one, other) = (code.ToUpperInvariant(), GapApi.Given(reference, portal.Value.ReferenceCountry));
        var answer = await decompositions.ReadAsync(new(one, other, by, string.IsNullOrEmpty(definition) ? null : definition), at.Edition, ct);
        if (answer is not Outcome<IReadOnlyList<DecompositionResult>>.Done { Value: var results })
        {
            await Problems.RefuseAsync(http, answer);
            return;
        }

        if (results.Count == 0)
        {
            await Problems.From(new Refusal("no-such-edition", "Nothing was published then.")).ExecuteAsync(http);
            return;
        }

        var known = await references.AsOfAsync(at.Edition, ct);
        var (here, there) = (known.Countries[one].Name, known.Countries[other].Name);
        DecompositionRow[] rows = [.. results.SelectMany(DecompositionRow.Of)];
        (string, string?)[] chosen = [("reference", other), ("identity", by.Code), ("definition", definition)];
        var sources = rows.SelectMany(row => row.Inputs).Select(input => input.Source).OfType<Source>().DistinctBy(source => source.Code).OrderBy(source => source.Code, StringComparer.Ordinal);
        var notes = new ShownNotes(
            $"{by.TotalTitle}: {here} and {there}, by {FigureWords.InSentence(by.Title)}", by.Sentence, $"{one}_{other}_{by.Code}", at.Edition.Number, at.Edition.PublishedAt,
            http.Request.Site() + Address.Of($"/countries/{one}/gap", [.. chosen, ("asOf", Numbers.InstantCode(at.Edition.PublishedAt))]), portal.Value.Title,
            [.. chosen.Where(entry => !string.IsNullOrEmpty(entry.Item2)).Select(entry => (entry.Item1, entry.Item2!))],
            [.. sources.Select(Terms.ToCredit)],
            "Taken apart by this portal, by the logarithmic mean Divisia index.", DecompositionMeanings.All);
        var steps = Waterfalls.Of([.. DecompositionRow.Of(results[0])], here, there);
        await ShownAnswer.WriteAsync(http, at.IsLatest, format, new ShownTable<DecompositionRow>(
            notes, DecompositionTables.Rows, rows,
            steps.Count == 0 ? null : () => WaterfallPicture.Of(new(notes.Title, $"{by.TotalUnit} on a logarithmic axis. Each step multiplies what stands above it.", notes.Feet), steps)));
    }
}
