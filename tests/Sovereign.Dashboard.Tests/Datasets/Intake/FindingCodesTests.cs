using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Data.Embedded;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Datasets.Intake;
using Sovereign.Dashboard.Datasets.Readings;
using Sovereign.Dashboard.Datasets.Reference;
using Sovereign.Dashboard.Tests.Fixtures;
using Sovereign.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Intake;

/// <summary>Each rule is documented, and comes out of a real upload in the very words of its documentation.</summary>
public sealed partial class FindingCodesTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Header = RunningPortal.Header;

    private const string Before = "datacenter-power,IND,2023,3.5,GW,all-installed";

    // What is published before, and the file that gets the finding.
    private static readonly Dictionary<string, (string[] Published, byte[] File)> provoking = new()
    {
        ["empty-file"] = ([], []),
        ["no-rows"] = ([], Text(Header)),
        ["encoding-unsupported"] = ([], [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Header)]),
        ["no-figures"] = ([], Text(Header, "datacenter-power,World,2024,1,GW,it-load")),
        ["workbook-refused"] = ([], Macros()),
        ["not-readable"] = ([], Text("Country,2023,2024", "IND,1,2")),
        ["not-utf8"] = ([], [.. Encoding.Latin1.GetBytes($"{Header}\ndatacenter-power,Côte d'Ivoire,2024,1,GW,it-load\n"), .. Text("datacenter-power,IND,2024,1,GW,été été été été été")]),
        ["facility-circle"] = ([], Text("name,country,part_of,value", "North,IND,South,1", "South,IND,North,2")),
        ["too-many-facilities"] = ([], Text(["name,country,part_of,value", .. Enumerable.Repeat("One,IND,,1", FacilitySums.MostFacilities + 1)])),
        ["nul-byte"] = ([], Text(Header, "datacenter-power,I\0D,2024,1,GW,it-load")),
        ["missing-column"] = ([], Text("indicator,country,period,value")),
        ["unknown-column"] = ([], Text(Header + ",colour")),
        ["duplicate-column"] = ([], Text(Header + ",unit")),
        ["field-count"] = ([], Text(Header, "datacenter-power,IND,2024,3,6,GW,it-load")),
        ["unclosed-quote"] = ([], Text(Header, "\"datacenter-power,IND,2024,1,GW,it-load")),
        ["malformed-quote"] = ([], Text(Header, "datacenter-power,I\"N\"D,2024,1,GW,it-load")),
        ["row-too-long"] = ([], Text(Header, new string('x', 3_000_000))),
        ["cell-too-long"] = ([], Text(Header + ",note", $"datacenter-power,IND,2024,1,GW,it-load,{new string('n', 5000)}")),
        ["missing-value"] = ([], Text(Header, "datacenter-power,IND,2024,,GW,it-load")),
        ["not-a-number"] = ([], Text(Header, "datacenter-power,IND,2024,\"12,5\",GW,it-load")),
        ["out-of-range"] = ([], Text(Header, "datacenter-power,IND,2024,-1,GW,it-load")),
        ["bounds-cross"] = ([], Text(Header + ",lower", "datacenter-power,IND,2024,1,GW,it-load,2")),
        ["unknown-indicator"] = ([], Text(Header, "power,IND,2024,1,GW,it-load")),
        ["unknown-country"] = ([], Text(Header, "datacenter-power,Congo,2024,1,GW,it-load")),
        ["unknown-definition"] = ([], Text(Header, "datacenter-power,IND,2024,1,GW,guess")),
        ["definition-missing"] = ([], Text(Header, "datacenter-power,IND,2024,1,GW,")),
        ["unknown-source"] = ([], Text(Header + ",source", "datacenter-power,IND,2024,1,GW,it-load,rumour")),
        ["source-missing"] = ([], Text(Header, "datacenter-power,IND,2024,1,GW,it-load")),
        ["unknown-unit"] = ([], Text(Header, "datacenter-power,IND,2024,1,gw,it-load")),
        ["unit-mismatch"] = ([], Text(Header, "electricity-generation,IND,2024,1,MW,")),
        ["bad-period"] = ([], Text(Header, "datacenter-power,IND,2024-13,1,GW,it-load")),
        ["future-period"] = ([], Text(Header, "datacenter-power,IND,2099,1,GW,it-load")),
        ["bad-code"] = ([], Text(Header + ",coverage", "datacenter-power,IND,2024,1,GW,it-load,most")),
        ["duplicate-key"] = ([], Text(Header, "datacenter-power,IND,2024,1,GW,it-load", "datacenter-power,India,2024,2,GW,it-load")),
        ["key-owned-elsewhere"] = ([Before], Text(Header + ",source", Before + ",owner")),
        ["factor-1000"] = ([Before], Text(Header, "datacenter-power,IND,2024,3600,GW,all-installed")),
        ["jump"] = ([Before], Text(Header, "datacenter-power,IND,2024,0.5,GW,all-installed")),
        ["outlier"] = ([], Text(
            [Header, .. new[] { "AUT", "BEL", "CHE", "DNK", "ESP", "FIN", "GRC", "HUN", "IRL", "JPN" }.Select((country, place) => $"electricity-generation,{country},2023,{place + 1},TWh,"), "electricity-generation,IND,2023,6000,TWh,"])),
        ["parts-above-whole"] = ([], Text(Header, "accelerators-units,IND,2023,38000,{chip},programme-onboarded", "accelerators-units,IND,2023,40000,{chip},programme-installed")),
        ["power-energy"] = ([Before], Text(Header, "datacenter-electricity,IND,2023,40,TWh,")),
        ["coverage-lost"] = ([Before, "datacenter-power,USA,2023,50,GW,all-installed"], Text(Header, Before)),
    };

    public static TheoryData<string> Codes => [.. FindingCodes.All.Select(code => code.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Each_rule_is_met_by_an_upload_and_worded_as_documented(string code)
    {
        var (published, file) = provoking[code];
        var (dataset, publisher) = code switch
        {
            "source-missing" => ("without-source", "without-source"),
            "key-owned-elsewhere" => (await portal.NewDatasetAsync(), "owner"),
            "coverage-lost" => ("test-source", "test-source"),
            _ => (await portal.NewDatasetAsync() is var own ? own : "", ""),
        };
        await DefineMoreAsync();
        if (publisher is "owner" or "test-source") await DefineAsync(publisher);
        if (published.Length > 0) await portal.LoadAsync(publisher.Length > 0 ? publisher : dataset, published);

        var id = await portal.DraftAsync(dataset, file);
        if (code is "not-readable") await BreakAsync(id);
        if (code is "facility-circle" or "too-many-facilities") await SumFacilitiesAsync(dataset, id);
        var found = (await portal.ItemsAsync($"/api/v1/datasets/{dataset}/versions/{id}/findings", portal.Uploader))
            .Where(finding => finding.GetProperty("code").GetString() == code).ToList();
        var rule = FindingCodes.All.Single(known => known.Code == code);
        Assert.All(found, finding => Assert.Equal(rule.Tier, finding.GetProperty("tier").GetString()));
        Assert.NotEmpty(found);

        using var browser = await SignedInBrowser.OpenAsync(portal, "analyst-1@example.org");
        var page = Day.Replace(await browser.ReadAsync($"/work/versions/{id}"), "began by 2026-11-25");
        Assert.Contains($">{FindingWords.Sentence(rule.Example)} <span", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/help/findings#{code}\"", page, StringComparison.Ordinal);
        Assert.Contains($"id=\"{code}\"", await browser.ReadAsync("/help/findings"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_has_a_tier_a_meaning_and_a_remedy()
    {
        Assert.Equal(provoking.Keys.Order(), FindingCodes.All.Select(code => code.Code).Order());
        Assert.Equal(
            typeof(FindingCodes).GetFields().Where(field => field.FieldType == typeof(FindingCode)).Select(field => (FindingCode)field.GetValue(null)!).ToHashSet(),
            FindingCodes.All.ToHashSet());
        Assert.All(FindingCodes.All, code =>
        {
            Assert.Contains(code.Tier, FindingTier.All.Select(tier => tier.Letter));
            Assert.EndsWith(".", code.Meaning, StringComparison.Ordinal);
            Assert.EndsWith(".", code.Remedy, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_document_of_findings_is_made_of_the_rules()
    {
        var text =
            $"""
            # Findings

            Made from `FindingCodes.All`; a test compares it, and `ACCEPT_SNAPSHOTS=1` makes it anew. The same list is on the portal at `/help/findings`.

            A file is taken whole or not at all: nothing of it is loaded until it is clean in S and V. {FindingTier.Order}

            """;
        foreach (var tier in FindingTier.All)
        {
            text += $"\n## {tier.Letter}: {tier.Name}\n\n{tier.Meaning}\n";
            foreach (var code in FindingCodes.All.Where(code => code.Tier == tier.Letter))
                text += $"\n### `{code.Code}`\n\n{code.Meaning}\n\nWhat to do: {code.Remedy}\n\n> {FindingWords.Sentence(code.Example)}\n";
        }

        Snapshot.MatchFile(text, Path.Combine(Checkout.Root!, "docs", "findings.md"));
    }

    /// <summary>No file is known over which the portal fails: the reading that is kept of it names an encoding that there is not.</summary>
    private async Task BreakAsync(Guid id)
    {
        await portal.ExecuteAsync(
            $$"""
            UPDATE datasets.reading SET reading = jsonb_set(reading, '{encoding}', '"utf-7"') || '{"template": true, "decimal": "."}', confirmed_by = v.uploaded_by, confirmed_at = now()
            FROM datasets.version v WHERE v.number = version_number AND v.id = '{{id}}';
            UPDATE datasets.version SET status = 'received' WHERE id = '{{id}}'
            """);
        await portal.ReadAsync(id);
        await portal.ExecuteAsync(
            $$"""
            UPDATE datasets.reading SET reading = jsonb_set(reading, '{encoding}', '"utf-8"')
            FROM datasets.version v WHERE v.number = version_number AND v.id = '{{id}}'
            """);
    }

    private async Task SumFacilitiesAsync(string dataset, Guid id)
    {
        const string Reading =
            """
            {"headerRow": 1, "shape": "facilities", "columns": [{"name": "name", "role": "name"}, {"name": "country", "role": "country"},
                {"name": "part_of", "role": "part-of"}, {"name": "value", "role": "value"}],
             "everyRow": {"indicator": "datacenter-power", "unit": "GW", "definition": "all-installed", "period": "2024"}}
            """;
        using var put = await portal.SendAsync(
            HttpMethod.Put, $"/api/v1/datasets/{dataset}/versions/{id}/reading", portal.Uploader, new StringContent(Reading, Encoding.UTF8, "application/json"));
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await portal.ReadAsync(id);
    }

    private static byte[] Macros()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            archive.CreateEntry("xl/workbook.xml");
            archive.CreateEntry("xl/vbaProject.bin");
        }

        return bytes.ToArray();
    }

    /// <summary>What rules over several countries and indicators need beside the little that every test has.</summary>
    private async Task DefineMoreAsync() => await portal.DefineAsync(new ReferenceSet
    {
        Countries =
        [
            (40, new("AUT", "AT", "Austria", "A region", null, [])), (56, new("BEL", "BE", "Belgium", "A region", null, [])), (756, new("CHE", "CH", "Switzerland", "A region", null, [])),
            (208, new("DNK", "DK", "Denmark", "A region", null, [])), (724, new("ESP", "ES", "Spain", "A region", null, [])), (246, new("FIN", "FI", "Finland", "A region", null, [])),
            (300, new("GRC", "GR", "Greece", "A region", null, [])), (348, new("HUN", "HU", "Hungary", "A region", null, [])), (372, new("IRL", "IE", "Ireland", "A region", null, [])),
            (392, new("JPN", "JP", "Japan", "A region", null, [])),
        ],
        Indicators =
        [
            new("accelerators-units", "accelerators-units", "{chip}", Direction.Higher, "",
                [new("programme-installed", "Installed", "Installed."), new("programme-onboarded", "Onboarded", "Committed.")], 0, null),
            new("datacenter-electricity", "datacenter-electricity", "TW.h", Direction.Context, "", [], 0, null),
        ],
    });

    private async Task DefineAsync(string code) => await portal.DefineAsync(new ReferenceSet
    {
        Sources = [new Source(code, "A survey", "An office", 2025, null, "CC-BY-4.0", Redistribution.Open, false, null)],
        Datasets = [new Dataset(0, code, code, "", "An office", "CC-BY-4.0", code)],
    });

    private static byte[] Text(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));

    [GeneratedRegex(@"began by \d{4}-\d\d-\d\d")]
    private static partial Regex Day { get; }
}
