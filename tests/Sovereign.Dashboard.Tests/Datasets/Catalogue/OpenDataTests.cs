using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Catalogue;

/// <summary>Catalogues and search engines of others find what their vocabularies require, and the hashes they copy are right.</summary>
public sealed partial class OpenDataTests(SeededPortal portal) : IClassFixture<SeededPortal>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_catalogue_has_what_DCAT_requires_and_its_checksums_are_those_of_the_files()
    {
        using var answer = await portal.Http.GetAsync("/catalog.jsonld", Ct);
        Assert.Equal("application/ld+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(answer.Headers.ETag);
        var catalogue = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsByteArrayAsync(Ct));
        Require(catalogue, "dcat:Catalog", "dct:title", "dct:description", "dct:publisher", "dct:modified", "dcat:dataset", "dcat:record", "dcat:service");
        Assert.Equal(await CodesAsync(), catalogue.GetProperty("dcat:dataset").EnumerateArray().Select(dataset => dataset.GetProperty("dct:identifier").GetString()));

        var (files, forbidden) = (0, 0);
        foreach (var dataset in catalogue.GetProperty("dcat:dataset").EnumerateArray())
        {
            Require(dataset, "dcat:Dataset", "dct:title", "dct:description", "dct:publisher", "dct:license", "dcat:version", "dct:temporal", "dct:spatial", "prov:wasDerivedFrom", "dcat:hasVersion", "dct:issued", "dct:modified", "dcat:landingPage");
            Assert.NotEmpty(dataset.GetProperty("dct:publisher").GetProperty("foaf:name").GetString()!);
            if (!dataset.TryGetProperty("dcat:distribution", out var distributions))
            {
                forbidden++;
                Require(dataset, "dcat:Dataset", "dct:rights");
                continue;
            }

            foreach (var distribution in distributions.EnumerateArray())
            {
                Require(distribution, "dcat:Distribution", "dct:title", "dcat:accessURL", "dcat:downloadURL", "dcat:mediaType", "dct:license", "dcat:byteSize", "spdx:checksum");
                var address = new Uri(distribution.GetProperty("dcat:downloadURL").GetProperty("@id").GetString()!);
                var bytes = await portal.Http.GetByteArrayAsync(address.PathAndQuery, Ct);
                Assert.Equal(bytes.Length.ToString(CultureInfo.InvariantCulture), distribution.GetProperty("dcat:byteSize").GetProperty("@value").GetString());
                Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), distribution.GetProperty("spdx:checksum").GetProperty("spdx:checksumValue").GetProperty("@value").GetString());
                Assert.Equal("spdx:checksumAlgorithm_sha256", distribution.GetProperty("spdx:checksum").GetProperty("spdx:algorithm").GetProperty("@id").GetString());
                files++;
            }
        }

        Assert.True(files >= 50 && forbidden >= 3, $"{files} files, {forbidden} datasets without");
        Assert.All(catalogue.GetProperty("dcat:record").EnumerateArray(), record => Require(record, "dcat:CatalogRecord", "foaf:primaryTopic", "dct:modified"));
        Assert.All(catalogue.GetProperty("dcat:service").EnumerateArray(), service => Require(service, "dcat:DataService", "dct:title", "dcat:endpointURL"));
    }

    [Fact]
    public async Task Every_dataset_page_describes_itself_and_runs_nothing()
    {
        foreach (var code in await CodesAsync())
        {
            var page = await portal.Http.GetStringAsync($"/data/{code}", Ct);
            var script = Assert.Single(Scripts.Matches(page));
            Assert.Equal("application/ld+json", script.Groups["type"].Value);
            var data = JsonSerializer.Deserialize<JsonElement>(script.Groups["json"].Value);
            Assert.Equal(("https://schema.org/", "Dataset", code), (data.GetProperty("@context").GetString(), data.GetProperty("@type").GetString(), data.GetProperty("identifier").GetString()));
            // What search engines for data ask for.
            Assert.True(data.GetProperty("description").GetString()!.Length > 20);
            foreach (var name in (string[])["name", "url", "license", "creator", "version", "temporalCoverage", "spatialCoverage", "variableMeasured"])
                Assert.True(data.TryGetProperty(name, out _), $"{code} has no {name}");
        }
    }

    [Fact]
    public async Task The_catalogue_before_anything_was_published_is_empty()
    {
        using var answer = await portal.Http.GetAsync("/catalog.jsonld?asOf=2020-01-01", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsByteArrayAsync(Ct)).GetProperty("dcat:dataset").EnumerateArray());
    }

    private async Task<IReadOnlyList<string?>> CodesAsync()
    {
        var list = JsonSerializer.Deserialize<JsonElement>(await portal.Http.GetByteArrayAsync("/api/v1/datasets", Ct));
        return [.. list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("code").GetString())];
    }

    private static void Require(JsonElement node, string type, params string[] properties)
    {
        Assert.Equal(type, node.GetProperty("@type").GetString());
        foreach (var property in properties) Assert.True(node.TryGetProperty(property, out _), $"{type} has no {property}: {node}");
    }

    [GeneratedRegex("<script(?: type=\"(?<type>[^\"]*)\")?[^>]*>(?<json>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts { get; }
}
