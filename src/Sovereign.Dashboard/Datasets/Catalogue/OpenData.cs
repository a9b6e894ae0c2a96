using System.Text.Json.Nodes;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Datasets.Catalogue;

/// <summary>What a dataset is, in the two vocabularies that catalogues and search engines of others read: DCAT 3 and schema.org.</summary>
/// <param name="Site">Scheme and host, without a slash at the end.</param>
/// <param name="Portal">Name of the site.</param>
internal sealed record OpenData(string Site, string Portal)
{
    /// <summary>ISO 3166-1 alpha-3 as IRIs, as DCAT-AP asks for.</summary>
    private const string Places = "http://publications.europa.eu/resource/authority/country/";

    private const string Frequencies = "http://publications.europa.eu/resource/authority/frequency/";

    private const string MediaTypes = "https://www.iana.org/assignments/media-types/";

    /// <summary>DCAT: https://www.w3.org/TR/vocab-dcat-3/.</summary>
    public JsonObject Catalogue(Edition edition, IEnumerable<CatalogueEntry> entries)
    {
        var listed = entries.ToList();
        return new JsonObject
        {
            ["@context"] = new JsonObject
            {
                ["dcat"] = "http://www.w3.org/ns/dcat#",
                ["dct"] = "http://purl.org/dc/terms/",
                ["foaf"] = "http://xmlns.com/foaf/0.1/",
                ["prov"] = "http://www.w3.org/ns/prov#",
                ["spdx"] = "http://spdx.org/rdf/terms#",
                ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
            },
            ["@id"] = $"{Site}/catalog.jsonld",
            ["@type"] = "dcat:Catalog",
            ["dct:title"] = Portal,
            ["dct:description"] = "Every dataset behind the figures of the portal, with its versions, licence, sources and files.",
            ["dct:publisher"] = Agent(Portal),
            ["dct:language"] = Iri("http://publications.europa.eu/resource/authority/language/ENG"),
            ["foaf:homepage"] = Iri($"{Site}/data"),
            ["dct:modified"] = Instant(edition.PublishedAt),
            ["dcat:version"] = Numbers.Raw(edition.Number),
            ["dcat:dataset"] = new JsonArray([.. listed.Select(Dataset)]),
            ["dcat:record"] = new JsonArray([.. listed.Select(Record)]),
            ["dcat:service"] = new JsonArray(new JsonObject
            {
                ["@id"] = $"{Site}/api/v1",
                ["@type"] = "dcat:DataService",
                ["dct:title"] = $"{Portal}: published figures",
                ["dcat:endpointURL"] = Iri($"{Site}/api/v1/observations"),
                ["dcat:endpointDescription"] = Iri($"{Site}/openapi/v1.json"),
                ["dcat:servesDataset"] = new JsonArray([.. listed.Select(entry => Iri(Address(entry)))]),
            }),
        };
    }

    /// <summary>schema.org/Dataset, for the head of the dataset's page.</summary>
    public JsonObject SchemaOrg(CatalogueEntry entry) => Without(new JsonObject
    {
        ["@context"] = "https://schema.org/",
        ["@type"] = "Dataset",
        ["@id"] = Address(entry),
        ["name"] = entry.Dataset.Title,
        ["description"] = entry.Dataset.Description.Length > 0 ? entry.Dataset.Description : entry.Dataset.Title,
        ["url"] = Address(entry),
        ["identifier"] = entry.Dataset.Code,
        ["version"] = entry.Current?.Semantic,
        ["datePublished"] = entry.First?.PublishedAt is { } first ? Numbers.DayCode(first) : null,
        ["dateModified"] = entry.Current?.PublishedAt is { } last ? Numbers.DayCode(last) : null,
        ["license"] = Licences.Find(entry.Dataset.Licence)?.Address ?? Address(entry),
        ["creator"] = new JsonObject { ["@type"] = "Organization", ["name"] = entry.Dataset.Publisher.Length > 0 ? entry.Dataset.Publisher : Portal },
        ["isAccessibleForFree"] = true,
        ["includedInDataCatalog"] = new JsonObject { ["@type"] = "DataCatalog", ["name"] = Portal, ["url"] = $"{Site}/data" },
        ["temporalCoverage"] = entry.Years is var (from, to) ? $"{Numbers.Raw(from)}/{Numbers.Raw(to)}" : null,
        ["spatialCoverage"] = Array(entry.Countries.Select(country => (JsonNode)new JsonObject { ["@type"] = "Country", ["identifier"] = country.Code, ["name"] = country.Name })),
        ["variableMeasured"] = Array(entry.Indicators.Select(indicator => (JsonNode)new JsonObject { ["@type"] = "PropertyValue", ["name"] = indicator.Title, ["unitText"] = FigureWords.UnitText(indicator.Unit) })),
        ["isBasedOn"] = Array(entry.Sources.Select(source => source.Url).OfType<string>().Distinct().Select(url => (JsonNode)url)),
        ["distribution"] = Array(entry.Files.Select(file => (JsonNode)Without(new JsonObject
        {
            ["@type"] = "DataDownload",
            ["name"] = file.Format.Title,
            ["encodingFormat"] = file.Format.MediaType,
            ["contentUrl"] = Site + file.Address,
            ["contentSize"] = file.Digest is { } digest ? $"{Numbers.Raw(digest.Bytes)} B" : null,
            ["sha256"] = file.Digest?.Sha256,
        }))),
    });

    private JsonObject Dataset(CatalogueEntry entry) => Without(new JsonObject
    {
        ["@id"] = Address(entry),
        ["@type"] = "dcat:Dataset",
        ["dct:identifier"] = entry.Dataset.Code,
        ["dct:title"] = entry.Dataset.Title,
        ["dct:description"] = entry.Dataset.Description.Length > 0 ? entry.Dataset.Description : entry.Dataset.Title,
        ["dct:publisher"] = Agent(entry.Dataset.Publisher.Length > 0 ? entry.Dataset.Publisher : Portal),
        ["dcat:landingPage"] = Iri(Address(entry)),
        ["dcat:version"] = entry.Current?.Semantic,
        ["dct:issued"] = entry.First?.PublishedAt is { } first ? Instant(first) : null,
        ["dct:modified"] = entry.Current?.PublishedAt is { } last ? Instant(last) : null,
        ["dct:accrualPeriodicity"] = Iri(Frequencies + "IRREG"),
        ["dct:license"] = Licence(entry),
        ["dct:rights"] = entry.File?.LeftOutSentence is { } sentence ? new JsonObject { ["@type"] = "dct:RightsStatement", ["dct:description"] = sentence } : null,
        ["dct:temporal"] = entry.Years is var (from, to) ? new JsonObject { ["@type"] = "dct:PeriodOfTime", ["dcat:startDate"] = Year(from), ["dcat:endDate"] = Year(to) } : null,
        ["dct:spatial"] = Array(entry.Countries.Select(country => (JsonNode)Iri(Places + country.Code))),
        ["dcat:keyword"] = Array(entry.Indicators.Select(indicator => (JsonNode)indicator.Title)),
        ["prov:wasDerivedFrom"] = Array(entry.Sources.Select(source => (JsonNode)Without(new JsonObject
        {
            ["@id"] = source.Url,
            ["@type"] = "prov:Entity",
            ["dct:identifier"] = source.Code,
            ["dct:title"] = source.Title,
            ["dct:publisher"] = Agent(source.Publisher),
            ["dct:license"] = Licences.Find(source.Licence) is var (_, address) ? Iri(address) : null,
        }))),
        ["dcat:hasVersion"] = Array(entry.Versions.Select(version => (JsonNode)new JsonObject { ["@id"] = $"{Address(entry)}/{version.Semantic}", ["dcat:version"] = version.Semantic })),
        ["dcat:distribution"] = Array(entry.Files.Select(file => (JsonNode)Distribution(entry, file))),
    });

    private JsonObject Distribution(CatalogueEntry entry, CatalogueFile file) => Without(new JsonObject
    {
        ["@id"] = Site + file.Address,
        ["@type"] = "dcat:Distribution",
        ["dct:title"] = file.Format.Title,
        ["dcat:accessURL"] = Iri($"{Address(entry)}/{entry.Current!.Semantic}"),
        ["dcat:downloadURL"] = Iri(Site + file.Address),
        ["dcat:mediaType"] = Iri(MediaTypes + file.Format.MediaType.Split(';')[0]),
        ["dct:issued"] = Instant(entry.Current.PublishedAt!.Value),
        ["dct:license"] = Licence(entry),
        ["dcat:byteSize"] = file.Digest is { } digest ? Typed(Numbers.Raw(digest.Bytes), "xsd:nonNegativeInteger") : null,
        ["spdx:checksum"] = file.Digest is { Sha256: var sha256 } ? new JsonObject
        {
            ["@type"] = "spdx:Checksum",
            ["spdx:algorithm"] = Iri("spdx:checksumAlgorithm_sha256"),
            ["spdx:checksumValue"] = Typed(sha256, "xsd:hexBinary"),
        }
        : null,
    });

    private JsonObject Record(CatalogueEntry entry) => Without(new JsonObject
    {
        ["@id"] = $"{Address(entry)}#record",
        ["@type"] = "dcat:CatalogRecord",
        ["foaf:primaryTopic"] = Iri(Address(entry)),
        ["dct:modified"] = Instant(entry.Modified),
    });

    private string Address(CatalogueEntry entry) => $"{Site}/data/{entry.Dataset.Code}";

    /// <summary>The licence where it has an address, else a document of that name.</summary>
    private static JsonObject Licence(CatalogueEntry entry) => Licences.Find(entry.Dataset.Licence) is var (_, address)
        ? Iri(address)
        : new JsonObject { ["@type"] = "dct:LicenseDocument", ["dct:title"] = entry.Dataset.Licence.Length > 0 ? entry.Dataset.Licence : "not stated" };

    private static JsonObject Agent(string name) => new() { ["@type"] = "foaf:Agent", ["foaf:name"] = name };

    private static JsonObject Iri(string address) => new() { ["@id"] = address };

    private static JsonObject Instant(DateTimeOffset at) => Typed(Numbers.InstantCode(at), "xsd:dateTime");

    private static JsonObject Year(int year) => Typed(Numbers.Raw(year), "xsd:gYear");

    private static JsonObject Typed(string value, string type) => new() { ["@type"] = type, ["@value"] = value };

    private static JsonArray? Array(IEnumerable<JsonNode> nodes) => nodes.ToArray() is { Length: > 0 } some ? new JsonArray(some) : null;

    /// <summary>Without the properties that have no value.</summary>
    private static JsonObject Without(JsonObject node)
    {
        foreach (var name in node.Where(property => property.Value is null).Select(property => property.Key).ToList()) node.Remove(name);
        return node;
    }
}
