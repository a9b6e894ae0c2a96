using System.Globalization;
using System.Text;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Datasets.Intake;
using Sovereign.Dashboard.Datasets.Reference;
using Sovereign.Dashboard.Datasets.Seeding;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Intake;

/// <summary>What the database finds among countries, parts and wholes, power and electricity is what the rules say row by row, on figures drawn at random.</summary>
public sealed class JudgeTogetherTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static readonly string[] countries = ["AUT", "BEL", "CHE", "DNK", "ESP", "FIN", "GRC", "HUN", "IRL", "JPN", "IND", "USA", "CHN"];

    private static readonly (string Indicator, string Definition, string Unit)[] series =
    [
        ("datacenter-power", "all-installed", "GW"), ("datacenter-power", "it-load", "GW"), ("datacenter-electricity", "", "TWh"),
        ("accelerators-units", "programme-installed", "{chip}"), ("accelerators-units", "programme-onboarded", "{chip}"),
    ];

    /// <summary>An observation but for its source, which is that of its dataset.</summary>
    private sealed record Key(string Indicator, string Definition, string Country, string Period, string Control);

    private sealed record Figure(Key Key, string Dataset, double Value, string Bound, string Coverage, long Line, bool Judge);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_checks_find_what_the_rules_say_row_by_row(int seed)
    {
        await DefineAsync();
        // What another seed published stands no more.
        await portal.ExecuteAsync("UPDATE datasets.observation SET edition_to = (SELECT max(number) + 1 FROM datasets.edition) WHERE edition_to IS NULL");
        var random = new Random(seed);
        var (first, second, third) = (await portal.NewDatasetAsync(), await portal.NewDatasetAsync(), await portal.NewDatasetAsync());

        // All of a first load is judged.
        var loaded = Draw(random, first, share: 0.95);
        var found = await JudgeAsync(first, loaded, []);

        // Beside another dataset on the same series.
        var beside = Draw(random, second, share: 0.6);
        found.AddRange(await JudgeAsync(second, beside, loaded));

        // A few figures, whose peers are all published.
        var few = Draw(random, third, share: 0.1);
        found.AddRange(await JudgeAsync(third, few, [.. loaded, .. beside]));

        // A revision: of some figures, with some new ones; what it says again is not judged, what it leaves out stands.
        var revision = Draw(random, first, share: 0.3).ToDictionary(figure => figure.Key);
        foreach (var figure in loaded.Where(_ => random.Next(3) > 0)) revision[figure.Key] = figure;
        var said = loaded.ToHashSet();
        List<Figure> revised = [.. revision.Values.OrderBy(_ => random.Next()).Select(figure => figure with { Judge = !said.Contains(figure) })];
        found.AddRange(await JudgeAsync(first, revised, [.. loaded, .. beside, .. few]));

        // None of them for want of figures.
        Assert.All(["outlier", "parts-above-whole", "power-energy"], code => Assert.Contains(found, told => told.StartsWith(code, StringComparison.Ordinal)));
    }

    /// <summary>Reads a file of the figures, holds its findings against those of the rules, publishes it, and answers them.</summary>
    private async Task<List<string>> JudgeAsync(string dataset, IReadOnlyList<Figure> file, IReadOnlyList<Figure> published)
    {
        var text = new StringBuilder(RunningPortal.Header + ",control,bound,coverage\n");
        foreach (var (key, _, value, bound, coverage, _, _) in file)
        {
            var unit = series.First(known => known.Indicator == key.Indicator).Unit;
            text.Append(CultureInfo.InvariantCulture, $"{key.Indicator},{key.Country},{key.Period},{value:R},{unit},{key.Definition},{key.Control},{bound},{coverage}\n");
        }

        var mentioned = file.Select(figure => figure.Key).ToHashSet();
        List<Figure> standing =
        [
            .. file.Select((figure, place) => figure with { Line = place + 2 }),
            .. published.Where(figure => figure.Dataset != dataset || !mentioned.Contains(figure.Key)).Select(figure => figure with { Judge = false }),
        ];
        var expected = Outliers(standing).Concat(Parts(standing)).Concat(PowerAndEnergy(standing)).Order(StringComparer.Ordinal).ToList();
        var version = await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes(text.ToString()));
        Assert.Equal(expected, await FoundAsync(version));
        await portal.ExplainAllAsync(dataset, version);
        await portal.PublishAsync(dataset, version);
        return expected;
    }

    private async Task<List<string>> FoundAsync(Guid version)
    {
        await using var command = portal.Database.CreateCommand(
            "SELECT code, line, problem FROM datasets.finding JOIN datasets.version ON number = version_number WHERE id = $1");
        command.Parameters.Add(new() { Value = version });
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var found = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            var (code, line, problem) = (reader.GetString(0), reader.GetInt64(1), reader.GetString(2));
            if (code == "outlier") found.Add($"{code} {line} {problem}");
            else if (code is "parts-above-whole" or "power-energy") found.Add($"{code} {line}");
            else Assert.Contains(code, (string[])["jump", "factor-1000", "coverage-lost"]);
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Outliers(IReadOnlyList<Figure> standing)
    {
        foreach (var group in standing.Where(figure => figure is { Bound: "exact", Value: > 0 })
            .GroupBy(figure => (figure.Key.Indicator, figure.Key.Definition, figure.Key.Control, figure.Key.Period, figure.Coverage)))
        {
            var peers = group.Select(figure => figure.Key.Country).Distinct().Count() - 1;
            if (peers < 10) continue;
            var centre = Median(group.Select(figure => Math.Log(figure.Value)));
            var spread = Math.Max(1.4826 * Median(group.Select(figure => Math.Abs(Math.Log(figure.Value) - centre))), Math.Log(1.25));
            foreach (var figure in group.Where(figure => figure.Judge))
            {
                var distance = Math.Abs(Math.Log(figure.Value) - centre) / spread;
                // The nearest on either side; a figure at an end has one on one side.
                var others = group.Where(other => !ReferenceEquals(other, figure)).Select(other => Math.Log(other.Value / figure.Value)).ToList();
                var alone = others.All(away => Math.Abs(away) > Math.Log(5));
                if (distance <= 5 || !alone) continue;
                var unit = figure.Key.Indicator switch { "datacenter-electricity" => "TW.h", "datacenter-power" => "GW", _ => "{chip}" };
                yield return
                    $"outlier {figure.Line} the median of {peers + 1} countries in this period is {JudgeFigures.Significant(Math.Exp(centre))} {unit}, and this is {JudgeFigures.Times(figure.Value / Math.Exp(centre))}, {JudgeFigures.Text(distance)} robust standard deviations away, with no other country near it";
            }
        }
    }

    private static IEnumerable<string> Parts(IReadOnlyList<Figure> standing)
    {
        foreach (var place in standing.Where(figure => figure is { Key.Indicator: "accelerators-units", Bound: "exact" })
            .GroupBy(figure => (figure.Key.Country, figure.Key.Period, figure.Key.Control, figure.Coverage)))
        {
            var (parts, wholes) = (Of(place, "programme-installed"), Of(place, "programme-onboarded"));
            if (parts.Count == 0 || wholes.Count == 0 || parts[0].Value <= wholes[^1].Value * 1.01) continue;
            if ((parts.Find(figure => figure.Judge) ?? wholes.FindLast(figure => figure.Judge)) is { } told) yield return $"parts-above-whole {told.Line}";
        }

        static List<Figure> Of(IEnumerable<Figure> place, string definition) =>
            [.. place.Where(figure => figure.Key.Definition == definition).OrderBy(figure => figure.Value)];
    }

    private static IEnumerable<string> PowerAndEnergy(IReadOnlyList<Figure> standing)
    {
        var usable = standing.Where(figure => figure is { Bound: "exact", Coverage: "national", Value: > 0 }).ToList();
        foreach (var used in usable.Where(figure => figure.Key is { Indicator: "datacenter-electricity", Period.Length: 4 }))
        {
            var nearest = ((int[])[0, 1, -1]).Select(apart => usable.Where(figure =>
                figure.Key.Definition == "all-installed" && (figure.Key.Country, figure.Key.Control) == (used.Key.Country, used.Key.Control)
                && Year(figure) == Year(used) + apart).ToList()).FirstOrDefault(installed => installed.Count > 0);
            if (nearest is null) continue;
            var (least, most) = (nearest.Min(figure => figure.Value), nearest.Max(figure => figure.Value));
            var above = used.Value * 1000 / (most * 8760) > 1;
            if (!above && used.Value * 1000 / (least * 8760) >= 0.1) continue;
            if (used.Judge) yield return $"power-energy {used.Line}";
            else foreach (var power in nearest.Where(figure => figure.Judge && figure.Value == (above ? most : least))) yield return $"power-energy {power.Line}";
        }

        static int Year(Figure figure) => int.Parse(figure.Key.Period[..4], CultureInfo.InvariantCulture);
    }

    private static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2;
    }

    /// <summary>Figures of a dataset: most near each other, some far off, below zero, limits, or of part of a country.</summary>
    private static List<Figure> Draw(Random random, string dataset, double share)
    {
        var figures = new List<Figure>();
        var keys =
            from known in series
            from country in countries
            from period in (string[])["2020", "2021", "2022", "2023", "2023-06"]
            from control in (string[])["territory", "owner"]
            select new Key(known.Indicator, known.Definition, country, period, control);
        foreach (var key in keys)
        {
            // Power of some years alone, so that the nearest is looked for.
            if (random.NextDouble() >= (key.Definition == "all-installed" ? share / 2 : share)) continue;
            var value = Math.Round(Math.Exp(random.NextDouble() * 2) * (key.Indicator == "datacenter-electricity" ? 8 : 1.5), 3);
            value *= random.Next(20) switch { 0 => 1000, 1 => 0.001, 2 => 40, 3 when key.Indicator == "accelerators-units" => -1, 4 => 0, _ => 1 };
            figures.Add(new(key, dataset, value, random.Next(15) == 0 ? "upper" : "exact", random.Next(15) == 0 ? "partial" : "national", 0, Judge: true));
        }

        return figures;
    }

    private Task DefineAsync() => portal.DefineAsync(new ReferenceSet
    {
        Countries = [.. SeedReference.Read(SeedReference.Folder).Countries.Where(country => countries.Contains(country.Row.Code))],
        Indicators =
        [
            new("datacenter-electricity", "datacenter-electricity", "TW.h", Direction.Context, "", [], 0, null),
            new("accelerators-units", "accelerators-units", "{chip}", Direction.Higher, "",
                [new("programme-installed", "Installed", "Installed."), new("programme-onboarded", "Onboarded", "Committed.")], null, null),
        ],
    });
}
