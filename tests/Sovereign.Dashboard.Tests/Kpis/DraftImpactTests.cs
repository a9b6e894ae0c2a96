using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Datasets.History;
using Sovereign.Dashboard.Datasets.Seeding;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Kpis;

/// <summary>What a draft is said to move is what publishing it moves, over the seed data.</summary>
public sealed class DraftImpactTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // One after the other: each is compared with what those before it published.
    private static readonly (string Dataset, string Row, string? Instead, bool RemoveMissing, bool Moves)[] drafts =
    [
        ("datacenter-power", "datacenter-power,IND,2024,3.6,", "datacenter-power,IND,2024,4.2,", false, true),
        ("datacenter-power", "datacenter-power,SGP,2024,1.4,", "datacenter-power,SGP,2024,1.5,", false, true),
        ("datacenter-power", "datacenter-power,SGP,2024,1.4,", "datacenter-power,SGP,2024,1.6,", false, false),
        ("datacenter-power", "datacenter-power,IND,2024,3.6,", "datacenter-power,IND,2023,3.1,", false, false),
        ("datacenter-power", "datacenter-power,IND,2024,3.6,", "datacenter-power,IND,2023,3.2,", true, true),
        ("population-and-economy", "population,IND,2023,1438.07,", "population,IND,2023,1500,", false, true),
        ("developers", "developers,IND,", null, false, false),
        ("developers", "developers,IND,2025", null, true, true),
    ];

    [Fact]
    public async Task What_a_draft_would_move_is_what_publishing_it_moves()
    {
        await SeedAsync();
        foreach (var (dataset, row, instead, removeMissing, moves) in drafts) await AgreesAsync(dataset, row, instead, removeMissing, moves);
    }

    private async Task AgreesAsync(string dataset, string row, string? instead, bool removeMissing, bool moves)
    {
        var file = Directory.EnumerateFiles(Path.Combine(SeedReference.Folder, "datasets", dataset), "data.csv", SearchOption.AllDirectories).Single();
        var lines = (await File.ReadAllLinesAsync(file, Ct)).ToList();
        Assert.Contains(lines, line => line.StartsWith(row, StringComparison.Ordinal));
        // What an earlier draft changed and this file does not is changed back.
        var body = lines.Where(line => instead is not null || !line.StartsWith(row, StringComparison.Ordinal))
            .Select(line => instead is not null && line.StartsWith(row, StringComparison.Ordinal) ? instead + line[row.Length..] : line);
        var id = await portal.DraftAsync(dataset, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', body)));
        var kpis = (await portal.GetJsonAsync($"/api/v1/datasets/{dataset}/versions/{id}/changes", portal.Uploader)).GetProperty("kpis");
        var told = Told(kpis.GetProperty(removeMissing ? "removingMissing" : "keepingMissing"));

        var edition = (await portal.PublishAsync(dataset, id, new { removeMissing })).GetProperty("edition").GetInt32();
        var editions = portal.Services.GetRequiredService<EditionQueries>();
        var (before, after) = ((await editions.FindAsync(edition - 1, Ct))!, (await editions.FindAsync(edition, Ct))!);
        var moved = new List<string>();
        foreach (var impact in portal.Services.GetServices<IPublicationImpact>())
            moved.AddRange((await impact.MovedAsync("IND", "USA", before, after, Ct)).Select(figure => $"{figure.Code} {figure.Title}: {figure.Before.Value:R} to {figure.After.Value:R}, {figure.RelativeChange:R}"));
        Assert.Equal(moved, told);
        Assert.True(moves == moved.Count > 0, $"{dataset}, {instead}, {removeMissing}: {string.Join("; ", moved)}");
    }

    private static IEnumerable<string> Told(JsonElement list) => list.EnumerateArray().Select(figure =>
        $"{figure.GetProperty("code").GetString()} {figure.GetProperty("title").GetString()}: {Number(figure, "before"):R} to {Number(figure, "after"):R}, {Number(figure, "relativeChange"):R}");

    private static double? Number(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    private async Task SeedAsync()
    {
        var outcome = await portal.Services.GetRequiredService<SeedDatasets>().RunAsync(SystemAccounts.Seed, SeedReference.Folder, Ct);
        Assert.IsType<Outcome<int>.Done>(outcome);
    }
}
