using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sovereign.Dashboard.Datasets.Seeding;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Readings;

/// <summary>
/// Tables as offices make them are read as their authors meant them: uploaded, proposed, answered where the portal asks, and compared figure by figure. What
/// cannot be read is refused or asked about, and never misread.
/// </summary>
public sealed class CorpusReadingTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static bool defined;

    [Theory]
    [MemberData(nameof(CorpusFile.Names), MemberType = typeof(CorpusFile))]
    public async Task What_the_author_meant_is_what_is_read(string name)
    {
        var ct = TestContext.Current.CancellationToken;
        if (!defined)
        {
            await portal.DefineAsync(SeedReference.Read(SeedReference.Folder));
            defined = true;
        }

        var file = CorpusFile.Named(name);
        var expected = file.Expected;
        await using var stream = file.Open();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, ct);
        using var answer = await portal.UploadAsync(expected.Dataset, bytes.ToArray(), portal.Uploader, name, "application/octet-stream");
        if (answer.StatusCode == HttpStatusCode.UnsupportedMediaType)
        {
            Assert.NotNull(expected.Refused);
            return;
        }

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var id = (await RunningPortal.JsonAsync(answer)).GetProperty("id").GetGuid();
        await portal.ReadAsync(id);
        var address = $"/api/v1/datasets/{expected.Dataset}/versions/{id}";
        var status = await StatusAsync(address);
        if (expected.Refused is not null)
        {
            // Refused as a whole, or a person is asked: nothing of it is taken for granted.
            Assert.True(status is "needs-reading" || (await portal.GetJsonAsync(address, portal.Uploader)).GetProperty("errors").GetInt32() > 0, $"{name} is {status}");
            return;
        }

        var told = new StringBuilder();
        if (status == "needs-reading")
        {
            var reading = JsonNode.Parse((await portal.GetJsonAsync($"{address}/reading", portal.Uploader)).GetRawText())!.AsObject();
            Proposed(reading, expected, told);
            if (expected.Questions.Count == 0) told.AppendLine("asked, and the file leaves nothing open");
            Answer(reading, expected);
            using var put = await portal.SendAsync(
                HttpMethod.Put, $"{address}/reading", portal.Uploader, new StringContent(reading.ToJsonString(), Encoding.UTF8, "application/json"));
            if (put.StatusCode != HttpStatusCode.OK) Assert.Fail($"{name}: {told}{await put.Content.ReadAsStringAsync(ct)}\n{Shown(reading)}");
            await portal.ReadAsync(id);
            status = await StatusAsync(address);
        }

        Assert.Equal("draft", status);
        var findings = (await portal.ItemsAsync($"{address}/findings?limit=1000", portal.Uploader))
            .Where(finding => finding.GetProperty("tier").GetString() is "S" or "V" || finding.GetProperty("code").GetString() == "factor-1000")
            .Select(finding => $"{Text(finding, "code")}|{finding.GetProperty("row").GetInt64()}").Order().ToList();
        var wanted = expected.Findings.Select(finding => $"{finding.Code}|{finding.Row}").Order().ToList();
        if (!wanted.SequenceEqual(findings)) told.AppendLine(CultureInfo.InvariantCulture, $"findings: {string.Join(' ', findings.Take(12))}\n  meant: {string.Join(' ', wanted.Take(12))}");
        if (expected.Findings.All(finding => finding.Code == "factor-1000") && findings.All(finding => finding.StartsWith("factor", StringComparison.Ordinal)))
        {
            // A workbook keeps a number, not its digits.
            var digits = name.EndsWith(".xlsx", StringComparison.Ordinal) ? (Func<string, string>)(value => decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.############", CultureInfo.InvariantCulture)) : value => value;
            var rows = await RowsAsync(id, digits);
            var meant = expected.Rows.Select(row => $"{row.Indicator} {row.Country} {row.Period} {digits(row.Value)}").Order(StringComparer.Ordinal).ToList();
            var (lost, extra) = (meant.Except(rows).ToList(), rows.Except(meant).ToList());
            if (lost.Count + extra.Count > 0) told.AppendLine(CultureInfo.InvariantCulture, $"lost {lost.Count}: {string.Join("; ", lost.Take(4))}\n  extra {extra.Count}: {string.Join("; ", extra.Take(4))}");
        }

        if (told.Length > 0) Assert.Fail($"{name} ({expected.About}):\n{told}");
    }

    /// <summary>What is proposed where the file shows it.</summary>
    private static void Proposed(JsonObject reading, CorpusExpectation expected, StringBuilder told)
    {
        if (expected.Reading is not { } meant) return;
        Compare("encoding", reading["encoding"]?.GetValue<string>() is "utf-16le" or "utf-16be" ? "utf-16" : reading["encoding"]?.GetValue<string>(), meant.Encoding);
        Compare("separator", reading["separator"]?.GetValue<string>(), meant.Separator);
        // Where a person leaves columns out, one of several remains.
        if (!expected.Answers.ContainsKey("ignored")) Compare("shape", reading["shape"]?.GetValue<string>() is "years-across" && meant.HeaderRows > 1 ? meant.Shape : reading["shape"]?.GetValue<string>(), meant.Shape);

        void Compare(string what, string? proposed, string? wanted)
        {
            if (wanted is not null && proposed is not null && proposed != wanted) told.AppendLine(CultureInfo.InvariantCulture, $"{what} {proposed}, meant {wanted}");
        }
    }

    private static void Answer(JsonObject reading, CorpusExpectation expected)
    {
        var answers = expected.Answers;
        var every = reading["everyRow"]!.AsObject();
        var columns = reading["columns"]!.AsArray().Select(column => column!.AsObject()).ToList();
        string? Said(string what) => answers.TryGetValue(what, out var said) && said.ValueKind == JsonValueKind.String && said.GetString() is { Length: > 0 } text and not ("none" or "sheet name") ? text : null;

        if (answers.TryGetValue("ignored", out var ignored))
        {
            foreach (var column in columns.Where(column => ignored.EnumerateArray().Any(name => name.GetString() == column["name"]!.GetValue<string>()))) Role(column, "ignored");
        }

        if (answers.TryGetValue("slice", out var slice))
        {
            foreach (var dimension in slice.EnumerateObject())
            {
                var column = columns.First(column => column["name"]!.GetValue<string>() == dimension.Name);
                Role(column, "filter");
                column["keep"] = new JsonArray(dimension.Value.GetString()!);
            }
        }

        if (answers.TryGetValue("status", out var kinds))
        {
            foreach (var filter in columns.Where(column => column["role"]!.GetValue<string>() == "filter"))
                filter["keep"] = new JsonArray([.. kinds.EnumerateObject().Where(kind => kind.Value.GetBoolean()).Select(kind => (JsonNode)kind.Name)]);
        }

        if (answers.TryGetValue("countries", out var countries))
            reading["names"] = new JsonObject(countries.EnumerateObject().Select(country => KeyValuePair.Create(country.Name, (JsonNode?)country.Value.GetString())));
        AnswerIndicators(reading, columns, every, answers);
        foreach (var part in new[] { "definition", "control", "coverage", "bound", "source", "period" })
        {
            if (Said(part) is { } said && !columns.Any(column => column["role"]!.GetValue<string>() == part)) every[part] = said;
        }

        if (Said("decimal") is { } mark) reading["decimal"] = mark;
    }

    private static void AnswerIndicators(JsonObject reading, List<JsonObject> columns, JsonObject every, IReadOnlyDictionary<string, JsonElement> answers)
    {
        var figures = columns.Where(column => column["role"]!.GetValue<string>() == "value").ToList();
        if (answers.TryGetValue("indicators", out var indicators))
        {
            var units = answers["units"];
            if (reading["series"] is JsonObject { Count: > 0 } series)
            {
                foreach (var kind in indicators.EnumerateObject())
                    series[kind.Name] = kind.Value.ValueKind == JsonValueKind.Null ? new JsonObject() : new JsonObject { ["indicator"] = kind.Value.GetString(), ["unit"] = units.GetProperty(kind.Name).GetString() };
                return;
            }

            foreach (var column in columns)
            {
                if (indicators.EnumerateObject().Where(kind => column["name"]!.GetValue<string>().Contains(kind.Name, StringComparison.Ordinal)).ToList() is not [var kind, ..]) continue;
                if (kind.Value.ValueKind == JsonValueKind.Null)
                {
                    Role(column, "ignored");
                    continue;
                }

                Role(column, "value");
                column["indicator"] = kind.Value.GetString();
                column["unit"] = units.GetProperty(kind.Name).GetString();
            }

            return;
        }

        if (answers.TryGetValue("indicator", out var one) && !columns.Any(column => column["role"]!.GetValue<string>() == "indicator"))
        {
            every["indicator"] = one.GetString();
            foreach (var column in figures) column.Remove("indicator");
        }

        if (answers.TryGetValue("unit", out var unit) && !columns.Any(column => column["role"]!.GetValue<string>() == "unit") && figures.Any(column => column["unit"] is null))
            every["unit"] = unit.GetString();
    }

    private static void Role(JsonObject column, string role) => column["role"] = role;

    private static string Shown(JsonObject reading) =>
        string.Join('\n', reading["columns"]!.AsArray().Take(12).Select(column => column!.ToJsonString())) + $"\n{reading["shape"]} header {reading["headerRow"]} {reading["everyRow"]} {reading["questions"]}";

    private async Task<string> StatusAsync(string address) => (await portal.GetJsonAsync(address, portal.Uploader)).GetProperty("status").GetString()!;

    private async Task<List<string>> RowsAsync(Guid id, Func<string, string> digits)
    {
        var number = await portal.ScalarAsync<int>("SELECT number FROM datasets.version WHERE id = $1", id);
        await using var command = portal.Database.CreateCommand(
            $"""
            SELECT i.code, c.code, d.period_start, d.frequency, d.value_text FROM datasets.draft_{number} d
            JOIN datasets.indicator i ON i.id = d.indicator_id AND i.edition_to IS NULL JOIN datasets.country c ON c.id = d.country_id AND c.edition_to IS NULL
            """);
        var rows = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            var period = Sovereign.Analytics.Periods.Period.From(reader.GetFieldValue<DateOnly>(2), (Sovereign.Analytics.Periods.Frequency)reader.GetInt16(3));
            rows.Add($"{reader.GetString(0)} {reader.GetString(1)} {period.Code} {digits(reader.GetString(4))}");
        }

        return rows;
    }

    private static string Text(JsonElement finding, string name) => finding.GetProperty(name).GetString() ?? "";
}
