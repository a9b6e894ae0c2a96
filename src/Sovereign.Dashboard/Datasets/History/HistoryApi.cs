using System.Globalization;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Exports;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Datasets.History;

/// <summary>Reads of what was revised: the history of an observation, the editions, what one edition changed.</summary>
public static class HistoryApi
{
    public static void MapHistoryApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").RequirePermission(Permissions.ReadPublished).WithTags("Published data");
        api.MapGet("/observations/history", HistoryAsync).WithSummary("Every revision of the figures of an indicator and country, newest first");
        api.MapGet("/editions", EditionsAsync).WithSummary("Editions, newest first, with what each changed in numbers");
        api.MapGet("/editions/{number}/changes", ChangesAsync)
            .WithSummary("What an edition changed: observations for a publication, fields of reference data otherwise");
    }

    private static async Task HistoryAsync(
        HttpContext http, EditionQueries editions, ReferenceQueries reference, ObservationHistory history,
        string? indicator, string? country, string? definition, string? control, string? source, string? period, string? asOf, string? limit, string? after)
    {
        var ct = http.RequestAborted;
        if (await ReadAsync(http, editions, asOf, limit, after) is not { } at) return;
        var known = await reference.AsOfAsync(at.Edition, ct);
        var question = HistoryQuestion.Read(known, indicator, country, definition, control, source, period);
        // Before the first edition no code is known, and nothing was revised.
        var rows = (question, at.Edition.Number) switch
        {
            (_, 0) => AsyncEnumerable.Empty<ObservationRevision>(),
            (Outcome<HistoryQuestion>.Done { Value: var asked }, _) => history.StreamAsync(asked, at.Edition, at.Skip, at.Limit + 1, ct),
            _ => null,
        };
        await (rows is null
            ? Problems.RefuseAsync(http, question)
            : TableAnswer.WriteAsync(http, at.Edition.Number, at.IsLatest, new Table<ObservationRevision>(HistoryTables.Revisions, rows), "history", at.Limit, at.Skip));
    }

    private static async Task EditionsAsync(HttpContext http, EditionQueries editions, ReleaseQueries releases, string? asOf, string? limit, string? after)
    {
        if (await ReadAsync(http, editions, asOf, limit, after) is not { } at) return;
        var rows = releases.StreamAsync(at.Edition, at.Skip, at.Limit + 1, http.RequestAborted);
        await TableAnswer.WriteAsync(http, at.Edition.Number, at.IsLatest, new Table<Release>(HistoryTables.Releases, rows), "editions", at.Limit, at.Skip);
    }

    private static async Task ChangesAsync(
        string number, HttpContext http, EditionQueries editions, ReferenceQueries reference, ReleaseQueries releases, string? asOf, string? limit, string? after)
    {
        var ct = http.RequestAborted;
        if (await ReadAsync(http, editions, asOf, limit, after) is not { } at) return;
        if (!TryNumber(number, out var asked) || await releases.FindAsync(asked, at.Edition, ct) is not { } release)
        {
            await Problems.From(NoSuchEdition(number, at.Edition)).ExecuteAsync(http);
            return;
        }

        // The answer belongs to that edition whatever came since, so it may be kept for good.
        var edition = new Edition(release.Number, release.PublishedAt);
        if (release.IsPublication)
        {
            var rows = releases.ChangesAsync(release, edition, at.Skip, at.Limit + 1, ct);
            await TableAnswer.WriteAsync(http, release.Number, false, new Table<ObservationRevision>(HistoryTables.Changes, rows), "changes", at.Limit, at.Skip);
            return;
        }

        var changes = CompareReference.Run(await reference.AsOfAsync((await editions.FindAsync(release.Number - 1, ct))!, ct), await reference.AsOfAsync(edition, ct));
        var list = changes.Skip((int)Math.Min(at.Skip, int.MaxValue)).ToAsyncEnumerable();
        await TableAnswer.WriteAsync(http, release.Number, false, new Table<ReferenceChange>(HistoryTables.ReferenceChanges, list), "changes", at.Limit, at.Skip);
    }

    /// <summary>The number of an edition as written in an address.</summary>
    public static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;

    /// <summary>Says of a number that it is no edition's, and which is the newest.</summary>
    public static Refusal NoSuchEdition(string number, Edition newest) => new(
        "no-such-edition",
        newest.Number == 0 ? $"There is no edition '{Echo.Of(number)}': nothing is published yet." : $"There is no edition '{Echo.Of(number)}'; the newest is {newest.Number}.");

    /// <summary>The edition and page asked for, or null after the refusal was written.</summary>
    private static async Task<(Edition Edition, bool IsLatest, int? Limit, long Skip)?> ReadAsync(
        HttpContext http, EditionQueries editions, string? asOf, string? limit, string? after)
    {
        var page = TableAnswer.ReadPage(limit, after);
        if (page is not Outcome<(int? Limit, long After)>.Done { Value: var (most, skip) })
        {
            await Problems.RefuseAsync(http, page);
            return null;
        }

        return await AskedEdition.ReadAsync(http, editions, asOf) is { } at ? (at.Edition, at.IsLatest, most, skip) : null;
    }
}
