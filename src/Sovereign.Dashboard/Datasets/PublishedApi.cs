using Sovereign.Analytics.Periods;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Reference;
using Sovereign.Dashboard.Exports;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Datasets;

/// <summary>Reads of published data: countries, indicators, sources, datasets, observations. Each takes <c>asOf</c> and names its edition.</summary>
public static class PublishedApi
{
    public static void MapPublishedApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").RequirePermission(Permissions.ReadPublished).WithTags("Published data");

        api.MapGet("/countries", (HttpContext http, EditionQueries editions, ReferenceQueries reference, string? asOf, string? limit, string? after) =>
            ListAsync(http, editions, asOf, limit, after, "countries", Tables.Countries, async (edition, ct) =>
                (await reference.AsOfAsync(edition, ct)).Countries.Values.OrderBy(c => c.Code, StringComparer.Ordinal)))
            .WithSummary("Countries of ISO 3166-1");

        api.MapGet("/indicators", (HttpContext http, EditionQueries editions, ReferenceQueries reference, string? asOf, string? limit, string? after) =>
            ListAsync(http, editions, asOf, limit, after, "indicators", Tables.Indicators, async (edition, ct) =>
                (await reference.AsOfAsync(edition, ct)).Indicators.Values.OrderBy(i => i.Code, StringComparer.Ordinal)))
            .WithSummary("Indicators with their definitions");

        api.MapGet("/sources", (HttpContext http, EditionQueries editions, ReferenceQueries reference, string? asOf, string? limit, string? after) =>
            ListAsync(http, editions, asOf, limit, after, "sources", Tables.Sources, async (edition, ct) =>
                (await reference.AsOfAsync(edition, ct)).Sources.Values.OrderBy(s => s.Code, StringComparer.Ordinal)))
            .WithSummary("Sources of figures");

        api.MapGet("/datasets", (HttpContext http, EditionQueries editions, DatasetQueries datasets, string? asOf, string? limit, string? after) =>
            ListAsync(http, editions, asOf, limit, after, "datasets", Tables.Datasets, async (edition, ct) => await datasets.ListAsync(edition, ct)))
            .WithSummary("Datasets with their current version");

        api.MapGet("/datasets/{code}/versions", async Task (
            string code, HttpContext http, EditionQueries editions, ReferenceQueries reference, DatasetQueries datasets, string? asOf, CancellationToken ct) =>
        {
            if (await AskedEdition.ReadAsync(http, editions, asOf) is not { } at) return;
            if (!(await reference.AsOfAsync(at.Edition, ct)).Datasets.TryGetValue(code, out var dataset))
            {
                await Problems.From(new Refusal("unknown-dataset", $"There is no dataset '{code}'.")).ExecuteAsync(http);
                return;
            }

            var versions = await datasets.PublishedVersionsAsync(dataset, at.Edition, ct);
            await TableAnswer.WriteAsync(http, at.Edition.Number, at.IsLatest, new Table<VersionDetails>(Tables.Versions, versions.ToAsyncEnumerable()), $"{code}_versions");
        }).WithSummary("Published versions of a dataset, newest first");

        api.MapGet("/observations", ObservationsAsync).WithSummary("Published figures, as JSON, CSV or SDMX-CSV 2.0");
    }

    private static async Task ObservationsAsync(
        HttpContext http, EditionQueries editions, PublishedObservations observations,
        string? indicator, string? country, string? from, string? to, string? definition, string? dataset, string? source, string? asOf, string? limit,
        string? after)
    {
        var ct = http.RequestAborted;
        var page = TableAnswer.ReadPage(limit, after);
        if (page is Outcome<(int? Limit, long After)>.Refused bad)
        {
            await Problems.From(bad.Why).ExecuteAsync(http);
            return;
        }

        if (!TryPeriod(from, out var first) || !TryPeriod(to, out var last))
        {
            await Problems.From(new Refusal("bad-period", "from and to are periods; expected 2024, 2024-S1, 2024-Q1, 2024-06 or 2024-06-15.")).ExecuteAsync(http);
            return;
        }

        if (await AskedEdition.ReadAsync(http, editions, asOf) is not { } at) return;
        var (most, skip) = ((Outcome<(int? Limit, long After)>.Done)page).Value;
        var filter = new ObservationFilter(Codes(indicator), Codes(country), first, last, definition, Empty(dataset), Empty(source), skip, most + 1);
        var rows = observations.StreamAsync(at.Edition, filter, ct);
        if (TableAnswer.WantsSdmx(http.Request))
        {
            await TableAnswer.WriteCsvAsync(
                http, at.Edition.Number, at.IsLatest, new Table<PublishedObservation>(SdmxObservations.Columns, rows), $"{FileName(indicator)}_sdmx", TableAnswer.SdmxMediaType, most);
            return;
        }

        await TableAnswer.WriteAsync(http, at.Edition.Number, at.IsLatest, new Table<PublishedObservation>(Tables.Observations, rows), FileName(indicator), most, skip);
    }

    // What was asked for names the download only where it could be codes: a header takes no other letters.
    private static string FileName(string? indicator) =>
        indicator is { Length: > 0 and < 60 } && indicator.Split('~').All(ReferenceCodes.IsValid) ? indicator.Replace('~', '+') : "observations";

    private static bool TryPeriod(string? text, out Period? period)
    {
        period = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (!Period.TryParse(text, out var read)) return false;
        period = read;
        return true;
    }

    private static string[]? Codes(string? joined) => string.IsNullOrEmpty(joined) ? null : joined.Split('~', StringSplitOptions.RemoveEmptyEntries);

    private static string? Empty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static async Task ListAsync<T>(
        HttpContext http, EditionQueries editions, string? asOf, string? limit, string? after, string name, IReadOnlyList<Column<T>> columns,
        Func<Edition, CancellationToken, Task<IEnumerable<T>>> rows)
    {
        var ct = http.RequestAborted;
        var page = TableAnswer.ReadPage(limit, after);
        if (page is Outcome<(int? Limit, long After)>.Refused bad)
        {
            await Problems.From(bad.Why).ExecuteAsync(http);
            return;
        }

        if (await AskedEdition.ReadAsync(http, editions, asOf) is not { } at) return;
        var (most, skip) = ((Outcome<(int? Limit, long After)>.Done)page).Value;
        var list = (await rows(at.Edition, ct)).Skip((int)Math.Min(skip, int.MaxValue));
        await TableAnswer.WriteAsync(http, at.Edition.Number, at.IsLatest, new Table<T>(columns, list.ToAsyncEnumerable()), name, most, skip);
    }
}
