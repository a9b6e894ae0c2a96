using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using CsCheck;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.History;

/// <summary>
/// Any publications, corrections, removals and withdrawals, over few observations so that they meet: every edition answers what it answered when it was the
/// newest, row by row and digit by digit, and what a withdrawal leaves is what stood before the version it took back.
/// </summary>
public sealed class AnyRevisionsTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const int Sequences = 6;

    private const int Steps = 14;

    private static readonly string[] places = ["IND", "USA", "CHN"];

    // Digits that are told apart as text alone, and numbers.
    private static readonly string[] digits = ["1", "1.0", "1.00", "2", "2.50"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="Withdraws">Then the rest is not looked at.</param>
    private sealed record Step(bool Withdraws, bool RemoveMissing, bool Correction, IReadOnlyDictionary<(string Country, int Year), string> Rows);

    private static readonly Gen<IReadOnlyDictionary<(string Country, int Year), string>> rows =
        Gen.Dictionary(Gen.Select(Gen.Int[0, places.Length - 1].Select(i => places[i]), Gen.Int[2020, 2022]), Gen.Int[0, digits.Length - 1].Select(i => digits[i]))[1, 6].Select(made => (IReadOnlyDictionary<(string, int), string>)made);

    private static readonly Gen<Step[]> steps =
        Gen.Select(Gen.Int[0, 9].Select(chance => chance < 4), Gen.Bool, Gen.Bool, rows, (withdraws, removes, corrects, said) => new Step(withdraws, removes, corrects, said)).Array[Steps];

    [Fact]
    public async Task Every_edition_answers_what_it_answered_when_it_was_the_newest() => await steps.SampleAsync(HoldsAsync, iter: Sequences, threads: 1);

    private async Task HoldsAsync(Step[] sequence)
    {
        var dataset = await portal.NewDatasetAsync();
        // Versions that stand, each with what stood before it.
        var standing = new Stack<(Guid Id, IReadOnlyDictionary<(string, int), string> Before)>();
        IReadOnlyDictionary<(string, int), string> now = new Dictionary<(string, int), string>();
        var recorded = new List<(string AsOf, IReadOnlyDictionary<(string, int), string> State, string Csv)>();
        foreach (var step in sequence)
        {
            JsonElement made;
            if (step.Withdraws && standing.TryPop(out var wrong))
            {
                made = await WithdrawAsync(dataset, wrong.Id);
                now = wrong.Before;
            }
            else if (!step.Withdraws)
            {
                var draft = await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes(string.Join('\n', step.Rows
                    .Select(row => $"datacenter-power,{row.Key.Country},{row.Key.Year},{row.Value},GW,it-load").Prepend(RunningPortal.Header))));
                // The same bytes as of the current version are that version: nothing is published.
                if (standing.Any(version => version.Id == draft)) continue;
                made = await portal.PublishAsync(dataset, draft, new { removeMissing = step.RemoveMissing, kind = step.Correction ? "correction" : "update" });
                standing.Push((draft, now));
                now = (step.RemoveMissing ? step.Rows : now.Where(row => !step.Rows.ContainsKey(row.Key)).Concat(step.Rows)).ToDictionary(row => row.Key, row => row.Value);
            }
            else
            {
                continue;
            }

            var csv = await portal.GetCsvAsync($"/api/v1/observations?dataset={dataset}");
            Assert.Equal(Lines(now), Lines(csv));
            recorded.Add((Uri.EscapeDataString(made.GetProperty("publishedAt").GetDateTimeOffset().ToString("O", CultureInfo.InvariantCulture)), now, csv));
        }

        foreach (var (asOf, state, csv) in recorded)
        {
            var then = await portal.GetCsvAsync($"/api/v1/observations?dataset={dataset}&asOf={asOf}");
            Assert.Equal(csv, then);
            Assert.Equal(Lines(state), Lines(then));
        }

        Assert.Equal(0L, await portal.ScalarAsync<long>(
            "SELECT count(*) FROM (SELECT 1 FROM datasets.observation WHERE edition_to IS NULL GROUP BY indicator_id, country_id, period_start, frequency, definition_id, control, source_id HAVING count(*) > 1) AS twice"));
    }

    private async Task<JsonElement> WithdrawAsync(string dataset, Guid version)
    {
        using var answer = await portal.SendAsync(
            HttpMethod.Post, $"/api/v1/datasets/{dataset}/versions/{version}/withdraw", portal.Publisher, new StringContent("""{"comment":"Wrong."}""", Encoding.UTF8, "application/json"));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        return await RunningPortal.JsonAsync(answer);
    }

    private static IEnumerable<string> Lines(IReadOnlyDictionary<(string Country, int Year), string> state) =>
        state.Select(row => $"{row.Key.Country},{row.Key.Year},{row.Value}").Order(StringComparer.Ordinal);

    // indicator,country,period,value,…
    private static IEnumerable<string> Lines(string csv) =>
        csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => string.Join(',', line.Split(',')[1..4])).Order(StringComparer.Ordinal);
}
