using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Readings;

/// <summary>What leaves the portal comes back as it was: every file of a version, uploaded again, changes nothing and asks nothing.</summary>
public sealed class RoundTripTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static readonly string[] countries = ["IND", "USA", "CHN", "COD", "COG"];

    private static readonly string[] notes = ["", "plain", "with \"quotes\", a comma", "=1+1", "-dash", "ünïcode 漢字", "two  blanks", "12,5", "2024-06"];

    public static TheoryData<string, int> Files
    {
        get
        {
            var files = new TheoryData<string, int>();
            foreach (var format in new[] { "csv", "sdmx.csv", "xlsx", "zip" })
            {
                for (var seed = 1; seed <= 3; seed++) files.Add(format, seed);
            }

            return files;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_of_a_version_uploaded_again_changes_nothing(string format, int seed)
    {
        var ct = TestContext.Current.CancellationToken;
        var dataset = await portal.NewDatasetAsync();
        await portal.PublishAsync(dataset, await portal.DraftAsync(dataset, Encoding.UTF8.GetBytes(Table(seed, format))));

        using var file = await portal.SendAsync(HttpMethod.Get, $"/data/{dataset}.{format}");
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        var bytes = await file.Content.ReadAsByteArrayAsync(ct);
        if (format == "zip") bytes = DataOf(bytes);
        var draft = await portal.DraftAsync(dataset, bytes, $"again.{(format == "zip" ? "csv" : format)}");
        var status = await portal.GetJsonAsync($"/api/v1/datasets/{dataset}/versions/{draft}", portal.Uploader);
        var findings = status.GetProperty("errors").GetInt64() > 0
            ? (await portal.ItemsAsync($"/api/v1/datasets/{dataset}/versions/{draft}/findings?limit=5", portal.Uploader)).Select(finding => finding.GetRawText()) : [];
        Assert.True(status.GetProperty("status").GetString() == "draft" && !findings.Any(), $"{status.GetRawText()}\n{string.Join('\n', findings)}");
        Assert.Equal(
            (60, 0, 0, 0),
            (status.GetProperty("rows").GetInt32(), status.GetProperty("added").GetInt32(), status.GetProperty("changed").GetInt32(), status.GetProperty("absent").GetInt32()));
    }

    /// <summary>Sixty observations with every kind of cell, digits of every length, each key once.</summary>
    private static string Table(int seed, string format)
    {
        var random = new Random(seed);
        var table = new StringBuilder("indicator,country,period,value,unit,definition,control,bound,coverage,status,method,lower,upper,note\n");
        for (var i = 0; i < 60; i++)
        {
            var period = (i / 5 % 4) switch
            {
                0 => $"{2000 + i / 5}",
                1 => $"{2000 + i / 5}-S{1 + random.Next(2)}",
                2 => $"{2000 + i / 5}-Q{1 + random.Next(4)}",
                _ => $"{2000 + i / 5}-{1 + random.Next(12):00}",
            };
            var value = random.NextDouble() * 10;
            var digits = random.Next(1, 9);
            var text = value.ToString($"F{digits}", CultureInfo.InvariantCulture);
            // A workbook keeps a number and not its digits: 0.10 comes back as 0.1.
            if (format == "xlsx") text = text.TrimEnd('0') is var shorter && shorter.EndsWith('.') ? $"{shorter}1" : shorter;
            var bounded = random.Next(3) == 0;
            table.Append(CultureInfo.InvariantCulture, $"datacenter-power,{countries[i % 5]},{period},{text},GW,{Pick(random, "it-load", "all-installed")},")
                .Append(CultureInfo.InvariantCulture, $"{Pick(random, "territory", "owner", "operator", "vendor")},{Pick(random, "exact", "lower", "upper")},{Pick(random, "national", "partial", "city")},")
                .Append(CultureInfo.InvariantCulture, $"{Pick(random, "A", "B", "E", "P", "U")},{Pick(random, "measured", "reported", "estimated")},")
                .Append(bounded ? (value * 0.9).ToString("0.###", CultureInfo.InvariantCulture) : "").Append(',')
                .Append(bounded ? ((value * 1.1) + 0.2).ToString("0.###", CultureInfo.InvariantCulture) : "").Append(',')
                .Append('"').Append(Pick(random, notes).Replace("\"", "\"\"", StringComparison.Ordinal)).Append("\"\n");
        }

        return table.ToString();
    }

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];

    private static byte[] DataOf(byte[] package)
    {
        using var archive = new ZipArchive(new MemoryStream(package));
        foreach (var entry in archive.Entries.Where(entry => entry.Name.EndsWith(".csv", StringComparison.Ordinal)))
        {
            using var data = entry.Open();
            using var bytes = new MemoryStream();
            data.CopyTo(bytes);
            if (Encoding.UTF8.GetString(bytes.ToArray()).StartsWith("indicator,country", StringComparison.Ordinal)) return bytes.ToArray();
        }

        throw new InvalidDataException("The package holds no table of observations.");
    }
}
