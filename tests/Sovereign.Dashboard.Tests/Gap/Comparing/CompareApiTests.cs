using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using ExcelDataReader;
using Sovereign.Dashboard.Exports.Shown;
using Sovereign.Dashboard.Gap.Comparing;
using Sovereign.Dashboard.Gap.Decompositions;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Gap.Comparing;

/// <summary>Comparisons over the seed data, as a script, a page and a file give them.</summary>
public sealed class CompareApiTests(SeededPortal portal) : IClassFixture<SeededPortal>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Power_per_inhabitant_is_the_key_figure_of_that_name()
    {
        var cell = Assert.Single(await ItemsAsync("/api/v1/compare?indicator=datacenter-power:all-installed&country=IND&unit=pc"));
        var kpi = Assert.Single(await ItemsAsync("/api/v1/kpis/power-per-head?country=IND&definition=all-installed"));
        Assert.Equal(kpi.GetProperty("value").GetRawText(), cell.GetProperty("value").GetRawText());
        Assert.Equal(kpi.GetProperty("lower").GetRawText(), cell.GetProperty("lower").GetRawText());
        Assert.Equal("W/{person}", Text(cell, "unit"));
        Assert.StartsWith("3.6 GW", Text(cell, "arithmetic"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_absolute_ratio_is_that_of_the_gap()
    {
        var cell = Assert.Single(await ItemsAsync("/api/v1/compare?indicator=datacenter-power:all-installed&country=IND"));
        var gap = (await ItemsAsync("/api/v1/gap?country=IND&reference=USA")).Single(item => Text(item, "indicator") == "datacenter-power" && Text(item, "definition") == "all-installed");
        foreach (var (one, other) in new[] { ("ratio", "ratio"), ("ratioLower", "ratioLower"), ("ratioUpper", "ratioUpper"), ("verdict", "verdict") })
            Assert.Equal(gap.GetProperty(other).GetRawText(), cell.GetProperty(one).GetRawText());
    }

    [Fact]
    public async Task Places_are_those_of_the_intervals_among_all_who_are_measured()
    {
        var cells = await ItemsAsync("/api/v1/compare?indicator=internet-users");
        var ranked = cells.Where(cell => cell.TryGetProperty("rankBest", out _)).ToArray();
        Assert.True(ranked.Length > 30);
        Assert.All(ranked, cell =>
        {
            Assert.Equal(1 + ranked.Count(other => Number(other, "lower") > Number(cell, "upper")), cell.GetProperty("rankBest").GetInt32());
            Assert.Equal(ranked.Length - ranked.Count(other => Number(other, "upper") < Number(cell, "lower")), cell.GetProperty("rankWorst").GetInt32());
        });
    }

    [Fact]
    public async Task A_bound_has_no_place_and_two_bounds_no_ratio()
    {
        var cells = await ItemsAsync("/api/v1/compare?indicator=accelerators-h100e:known-clusters&country=IND~USA");
        Assert.All(cells, cell => Assert.False(cell.TryGetProperty("rankBest", out _)));
        Assert.All(cells, cell => Assert.False(cell.TryGetProperty("ratio", out _)));
        Assert.Equal("known-at-least", Text(cells.Single(cell => Text(cell, "country") == "IND"), "verdict"));
    }

    [Fact]
    public async Task Cells_unlike_their_column_are_marked_and_a_country_without_a_figure_has_a_reason()
    {
        var cells = await ItemsAsync("/api/v1/compare?indicator=internet-users");
        var commonest = cells.GroupBy(cell => Text(cell, "period")).MaxBy(group => group.Count())!.Key;
        Assert.All(cells, cell => Assert.Equal(Text(cell, "period") != commonest, cell.GetProperty("otherPeriod").GetBoolean()));
        var missing = Assert.Single(await ItemsAsync("/api/v1/compare?indicator=internet-users&country=AND"));
        Assert.False(missing.TryGetProperty("value", out _));
        Assert.Equal("no-country-figure", Text(missing, "reasonCode"));
    }

    [Fact]
    public async Task What_does_not_add_up_stays_as_published_on_every_scale()
    {
        var cell = Assert.Single(await ItemsAsync("/api/v1/compare?indicator=grid-carbon-intensity&country=IND&unit=pc"));
        Assert.Equal("abs", Text(cell, "scale"));
    }

    [Theory]
    [InlineData("indicator=powr", "unknown-indicator")]
    [InlineData("", "unknown-indicator")]
    [InlineData("indicator=datacenter-power:nope", "unknown-definition")]
    [InlineData("indicator=developers&country=ZZZ", "unknown-country")]
    [InlineData("indicator=developers&reference=ZZZ", "unknown-country")]
    [InlineData("indicator=developers&unit=per-head", "unknown-unit")]
    [InlineData("indicator=developers&period=20x4", "bad-period")]
    public async Task What_nothing_has_is_refused_with_its_name(string query, string code)
    {
        using var answer = await portal.Http.GetAsync($"/api/v1/compare?{query}", Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, Text(JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement, "code"));
    }

    [Fact]
    public async Task Too_many_rows_or_columns_are_refused()
    {
        var countries = string.Join('~', (await ItemsAsync("/api/v1/countries")).Take(ReadComparison.MostCountries + 1).Select(item => Text(item, "code")));
        using var answer = await portal.Http.GetAsync($"/api/v1/compare?indicator=developers&country={countries}", Ct);
        Assert.Equal("too-many", Text(JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement, "code"));
    }

    [Theory]
    [InlineData("/compare?c=INX~USA", "INX", "/compare?c=IND~USA")]
    [InlineData("/compare?i=developer", "developer", "/compare?i=developers")]
    [InlineData("/compare?unit=head", "head", "/compare?unit=pc")]
    [InlineData("/compare?t=20x4", "20x4", "/compare")]
    [InlineData("/compare?reference=UAS", "UAS", null)]
    [InlineData("/indicators/developers?tab=nap", "nap", "/indicators/developers?tab=map")]
    [InlineData("/indicators/developers?unit=head", "head", "/indicators/developers?unit=pc")]
    [InlineData("/indicators/datacenter-power?definition=colocation", "colocation", "/indicators/datacenter-power?definition=colocation-it")]
    [InlineData("/indicators/datacenter-power?control=ours", "ours", null)]
    [InlineData("/indicators/datacenter-power?axis=logarithm", "logarithm", "/indicators/datacenter-power?axis=log")]
    [InlineData("/indicators/developers?lang=xx", "xx", "/indicators/developers?lang=fr")]
    [InlineData("/countries/IND?peers=neighbors", "neighbors", "/countries/IND?peers=neighbours")]
    [InlineData("/countries/IND?reference=UAS", "UAS", null)]
    public async Task A_page_names_what_it_does_not_have_and_offers_the_nearest(string address, string named, string? offered)
    {
        using var answer = await portal.Http.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Contains(named, page.QuerySelector("main .notice-refusal p")!.TextContent, StringComparison.Ordinal);
        if (offered is not null) Assert.Contains(offered, page.QuerySelectorAll("main .notice-refusal a").Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [InlineData("/compare?c=")]
    [InlineData("/compare?i=")]
    [InlineData("/compare?addc=")]
    [InlineData("/indicators/developers?t=")]
    [InlineData("/indicators/developers?c=")]
    [InlineData("/countries/")]
    public async Task Ten_kilobytes_and_markup_in_an_address_are_refused_without_a_fault(string address)
    {
        foreach (var hostile in new[] { new string('A', 10_000), "<script>alert(1)</script>", "'; DROP TABLE x; --", "%00", "../../etc/passwd", "IND~IND~IND", "🙂" })
        {
            using var answer = await portal.Http.GetAsync(address + Uri.EscapeDataString(hostile), Ct);
            Assert.InRange((int)answer.StatusCode, 200, 499);
            var text = await answer.Content.ReadAsStringAsync(Ct);
            Assert.DoesNotContain("<script>alert", text, StringComparison.Ordinal);
            Assert.True(text.Length < 200_000, $"{text.Length} letters");
        }
    }

    [Fact]
    public async Task What_the_form_adds_goes_into_the_address()
    {
        using var answer = await portal.Http.GetAsync("/compare?c=IND~USA&addc=kenya&addi=internet-users&i=developers", Ct);
        // The client follows redirects.
        Assert.Equal("/compare?c=IND~USA~KEN&i=developers~internet-users", Uri.UnescapeDataString(answer.RequestMessage!.RequestUri!.PathAndQuery));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/indicators/internet-users.{0}?tab=map")]
    [InlineData("/indicators/datacenter-power.{0}?unit=pc&definition=all-installed")]
    [InlineData("/compare.{0}?c=IND~USA&i=developers~datacenter-power&unit=pc")]
    [InlineData("/countries/IND/gap.{0}?reference=USA&identity=power-by-economy&definition=all-installed")]
    public async Task Every_file_of_a_page_is_what_it_says_and_the_same_bytes_twice(string pattern)
    {
        foreach (var (format, _) in ShownFormat.All)
        {
            var address = string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, format);
            using var answer = await portal.Http.GetAsync(address, Ct);
            if (ShownFormat.IsPicture(format) && address.StartsWith("/compare", StringComparison.Ordinal))
            {
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                continue;
            }

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains($"edition-", answer.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
            Assert.NotNull(answer.Headers.ETag);
            var bytes = await answer.Content.ReadAsByteArrayAsync(Ct);
            Assert.Equal(bytes, await portal.Http.GetByteArrayAsync(address, Ct));
        }
    }

    [Fact]
    public async Task A_package_proves_its_hashes_and_prints_the_filters_it_was_made_with()
    {
        using var zip = new ZipArchive(await portal.Http.GetStreamAsync("/compare.zip?c=IND~USA&i=developers&unit=pc", Ct));
        var texts = zip.Entries.ToDictionary(entry => entry.FullName, Bytes);
        foreach (var line in Encoding.UTF8.GetString(texts["manifest-sha256.txt"]).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.Equal(line[..64], Convert.ToHexStringLower(SHA256.HashData(texts[line[66..]])));
        var readme = Encoding.UTF8.GetString(texts["README.md"]);
        foreach (var said in new[] { "- c: IND~USA", "- unit: pc", "Short: ", "Full: ", "asOf=", "GitHub" }) Assert.Contains(said, readme, StringComparison.Ordinal);
        Assert.All(CompareTables.Rows, column => Assert.Contains($"- `{column.Name}`: ", readme, StringComparison.Ordinal));
        Assert.Contains(texts.Keys, name => name.EndsWith(".filtered.csv", StringComparison.Ordinal));

        static byte[] Bytes(ZipArchiveEntry entry)
        {
            using var stream = entry.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
    }

    [Fact]
    public async Task A_workbook_holds_the_rows_of_the_CSV_and_says_what_they_are()
    {
        var csv = await portal.Http.GetStringAsync("/compare.csv?c=IND~USA~CHN&i=developers", Ct);
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(await portal.Http.GetByteArrayAsync("/compare.xlsx?c=IND~USA~CHN&i=developers", Ct)));
        Assert.Equal("About", reader.Name);
        reader.NextResult();
        var rows = 0;
        while (reader.Read()) rows++;
        Assert.Equal(csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length, rows);
    }

    [Fact]
    public void Every_column_has_a_meaning()
    {
        Assert.Equal(CompareTables.Rows.Select(column => column.Name), CompareMeanings.All.Select(meaning => meaning.Name));
        Assert.Equal(DecompositionTables.Rows.Select(column => column.Name), DecompositionMeanings.All.Select(meaning => meaning.Name));
    }

    private async Task<JsonElement[]> ItemsAsync(string address) =>
        [.. JsonDocument.Parse(await portal.Http.GetStringAsync(address, Ct)).RootElement.GetProperty("items").EnumerateArray()];

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static double Number(JsonElement item, string name) => item.GetProperty(name).GetDouble();
}
