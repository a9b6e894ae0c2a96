using Sovereign.Dashboard.Datasets.Seeding;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Seeding;

/// <summary>The lists of names keep countries, aggregates and what is ambiguous apart, so that no spelling is read as two things.</summary>
public sealed class PlaceNamesTests
{
    private static readonly IReadOnlyList<SeedRow> Countries = Table("countries");

    private static readonly HashSet<string> Alpha3 = [.. Countries.Select(row => row["code"])];

    private static readonly HashSet<string> Ambiguous = [.. Table("ambiguous-names").Select(row => PlaceNameKey.Of(row["name"]))];

    [Theory]
    [InlineData("The Côte d’Ivoire", "cotedivoire")]
    [InlineData("Bosnia & Herzegovina", "bosniaandherzegovina")]
    [InlineData("Korea, Rep.", "korearep")]
    [InlineData("Türkiye", "turkiye")]
    [InlineData("Åland", "aland")]
    [InlineData("गाम्बिया", "गाम्बिया")]
    public void A_key_leaves_what_tells_names_apart(string name, string key) => Assert.Equal(key, PlaceNameKey.Of(name));

    [Theory]
    [InlineData("country-names")]
    [InlineData("country-aliases")]
    public void Every_name_is_of_a_country_of_ISO_3166(string table) =>
        Assert.Subset(Alpha3, Table(table).Select(row => row["code"]).ToHashSet());

    [Fact]
    public void Every_country_has_a_name_in_English_and_no_language_is_made_up()
    {
        var names = Table("country-names");
        // What CLDR calls these two in English is ambiguous.
        Assert.Equal(Alpha3.Except(["FSM", "MAF"]).Order(), names.Where(row => row["language"] == "en").Select(row => row["code"]).Distinct().Order());
        string[] languages =
        [
            "en", "fr", "es", "pt", "pt-PT", "de", "it", "nl", "pl", "ru", "uk", "ar", "fa", "hi", "bn", "zh", "zh-Hant", "ja", "ko", "id", "sw", "tr", "vi",
        ];
        Assert.Equal(languages.Order(), names.Select(row => row["language"]).Distinct().Order());
    }

    [Fact]
    public void A_name_of_two_countries_is_listed_as_ambiguous()
    {
        var shared = CountrySpellings()
            .GroupBy(spelling => PlaceNameKey.Of(spelling.Name), spelling => spelling)
            .Where(same => same.Select(spelling => spelling.Code).Distinct().Skip(1).Any() && !Ambiguous.Contains(same.Key));
        Assert.Empty(shared.Select(same => string.Join("; ", same)));
    }

    [Fact]
    public void A_name_is_not_the_code_of_another_country()
    {
        var codes = Codes();
        Assert.DoesNotContain(
            CountrySpellings(),
            spelling => codes.TryGetValue(PlaceNameKey.Of(spelling.Name), out var code) && code != spelling.Code && !Ambiguous.Contains(PlaceNameKey.Of(spelling.Name)));
    }

    [Fact]
    public void No_aggregate_is_a_country_or_ambiguous()
    {
        var countries = CountrySpellings().Select(spelling => PlaceNameKey.Of(spelling.Name)).Concat(Codes().Keys).ToHashSet();
        var collisions = Table("aggregates").Where(row =>
            Alpha3.Contains(row["code"])
            || Countries.Any(country => country["alpha2"] == row["code"] || country["numeric"] == row["code"])
            || countries.Contains(PlaceNameKey.Of(row["name"]))
            || Ambiguous.Contains(PlaceNameKey.Of(row["name"])));
        Assert.Empty(collisions.Select(row => $"{row["code"]} {row["name"]}"));
    }

    [Fact]
    public void A_spelling_of_an_aggregate_means_one_aggregate_of_one_kind()
    {
        var aggregates = Table("aggregates");
        Assert.Empty(aggregates.GroupBy(row => PlaceNameKey.Of(row["name"])).Where(same => same.Select(row => row["code"]).Distinct().Skip(1).Any()).Select(same => same.Key));
        Assert.Empty(aggregates.GroupBy(row => row["code"]).Where(same => same.Select(row => row["kind"]).Distinct().Skip(1).Any()).Select(same => same.Key));
    }

    [Fact]
    public void An_ambiguous_name_states_what_it_may_mean()
    {
        var aggregates = Table("aggregates").Select(row => row["code"]).ToHashSet();
        foreach (var row in Table("ambiguous-names"))
        {
            var codes = row["codes"].Split('|');
            Assert.True(codes.Length > 1, row["name"]);
            Assert.All(codes, code => Assert.True(Alpha3.Contains(code) || aggregates.Contains(code), code));
            Assert.NotEmpty(row["why"]);
        }
    }

    private static IReadOnlyList<SeedRow> Table(string name) => SeedTable.Read(Path.Combine(SeedReference.Folder, $"{name}.csv"));

    private static IEnumerable<(string Code, string Name)> CountrySpellings() =>
        Table("country-names").Concat(Table("country-aliases")).Concat(Countries).Select(row => (row["code"], row["name"]))
            .Concat(Countries.SelectMany(row => (row.Optional("aliases") ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries).Select(alias => (row["code"], alias))));

    /// <summary>Two and three letters and the number of each country, as keys.</summary>
    private static Dictionary<string, string> Codes() =>
        Countries.SelectMany(row => new[] { "code", "alpha2", "numeric" }.Select(column => (Key: PlaceNameKey.Of(row[column]), Code: row["code"])))
            .ToDictionary(pair => pair.Key, pair => pair.Code);
}
