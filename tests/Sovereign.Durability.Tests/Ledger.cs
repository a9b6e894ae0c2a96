using System.Collections.Immutable;

namespace Sovereign.Durability.Tests;

/// <summary>Everything that must be in the portal: what it acknowledged, and what was found of what it did not.</summary>
internal sealed class Ledger
{
    public List<DatasetModel> Datasets { get; } = [];

    public List<KnownVersion> Versions { get; } = [];

    public List<KnownEdition> Editions { get; } = [];

    /// <summary>Versions that were there before, of the seed data.</summary>
    public long SeedVersions { get; set; }

    /// <summary>Title of the source that is defined anew time and again.</summary>
    public string SourceTitle { get; set; } = "";

    public ImmutableDictionary<string, string> LatestAnswers => Editions.Count == 0 ? ImmutableDictionary<string, string>.Empty : Editions[^1].Answers;

    public DatasetModel Dataset(string code) => Datasets.Single(dataset => dataset.Code == code);
}
