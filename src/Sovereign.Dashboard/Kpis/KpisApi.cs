using Microsoft.Extensions.Options;
using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Exports;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Kpis;

/// <summary>Key figures over HTTP: what they are, their values with lineage, and the chain down to the line of a file.</summary>
public static class KpisApi
{
    public static void MapKpisApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/kpis").RequirePermission(Permissions.ReadPublished).WithTags("Key figures");
        api.MapGet("", ListAsync).WithSummary("Key figures with formula and worked example");
        api.MapGet("/{code}", ValuesAsync).WithSummary("A key figure of a country, one item per definition, with bounds and lineage");
        api.MapGet("/{code}/trace", TraceAsync).WithSummary("The same, followed down to file hash and line");
    }

    private static async Task ListAsync(HttpContext http, EditionQueries editions, string? asOf, CancellationToken ct)
    {
        if (await AskedEdition.ReadAsync(http, editions, asOf) is not { } at) return;
        await TableAnswer.WriteAsync(
            http, at.Edition.Number, at.IsLatest, new Table<Kpi>(KpiTables.Definitions, KpiCatalogue.All.ToAsyncEnumerable()), "kpis");
    }

    private static Task ValuesAsync(
        string code, HttpContext http, EditionQueries editions, KpiQueries kpis, IOptions<PortalOptions> portal, string? country, string? reference,
        string? definition, string? control, string? period, string? asOf, CancellationToken ct) =>
        AnswerAsync(
            http, editions, kpis, Read(code, country, reference, definition, control, period, portal.Value), asOf,
            TableAnswer.WantsCsv(http.Request) ? KpiTables.Results : KpiTables.ResultsWithInputs, code, ct);

    private static Task TraceAsync(
        string code, HttpContext http, EditionQueries editions, KpiQueries kpis, IOptions<PortalOptions> portal, string? country, string? reference,
        string? definition, string? control, string? period, string? asOf, CancellationToken ct) =>
        AnswerAsync(
            http, editions, kpis, Read(code, country, reference, definition, control, period, portal.Value), asOf,
            KpiTables.Traces, $"{code}_trace", ct, cells: true);

    private static async Task AnswerAsync(
        HttpContext http, EditionQueries editions, KpiQueries kpis, Outcome<KpiQuery> asked, string? asOf, IReadOnlyList<Column<KpiResult>> columns,
        string fileName, CancellationToken ct, bool cells = false)
    {
        if (asked is not Outcome<KpiQuery>.Done { Value: var query })
        {
            await Problems.RefuseAsync(http, asked);
            return;
        }
        if (await AskedEdition.ReadAsync(http, editions, asOf) is not { } at) return;
        var answer = await kpis.EvaluateAsync(query, at.Edition, ct);
        if (answer is not Outcome<IReadOnlyList<KpiResult>>.Done { Value: var results })
        {
            await Problems.RefuseAsync(http, answer);
            return;
        }
        if (cells && TableAnswer.WantsCsv(http.Request))
        {
            var lines = results.SelectMany(result => result.Inputs, (result, input) => (result, input));
            await TableAnswer.WriteAsync(http, at.Edition.Number, at.IsLatest, new Table<(KpiResult, KpiInput)>(KpiTables.Cells, lines.ToAsyncEnumerable()), fileName);
            return;
        }

        await TableAnswer.WriteAsync(
            http, at.Edition.Number, at.IsLatest, new Table<KpiResult>(columns, results.ToAsyncEnumerable()), fileName);
    }

    /// <summary>The question as the address asks it; countries that are not named are those the portal speaks of.</summary>
    private static Outcome<KpiQuery> Read(
        string code, string? country, string? reference, string? definition, string? control, string? period, PortalOptions portal)
    {
        if (KpiCatalogue.Find(code) is not { } kpi)
            return new Refusal("no-such-kpi", $"There is no key figure '{code}'.");
        var sense = Control.Territory;
        if (!string.IsNullOrEmpty(control) && !Codes.TryParse(control, out sense))
            return new Refusal("bad-control", $"control is '{control}'; expected territory, owner, operator or vendor.");
        Period? within = null;
        if (!string.IsNullOrEmpty(period))
        {
            if (!Period.TryParse(period, out var read))
                return new Refusal("bad-period", $"period is '{period}'; expected 2024, 2024-S1, 2024-Q1, 2024-06 or 2024-06-15.");
            within = read;
        }
        return new KpiQuery(
            kpi, Given(country, portal.HomeCountry), Given(reference, portal.ReferenceCountry), string.IsNullOrEmpty(definition) ? null : definition, sense,
            within);
    }

    private static string Given(string? code, string otherwise) => string.IsNullOrEmpty(code) ? otherwise : code;
}
