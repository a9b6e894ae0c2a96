using System.Text.Json;

namespace Sovereign.Dashboard.Tests.Datasets.Readings;

/// <summary>What a file of the corpus should come to, written from what its author meant. The fields are explained in <c>Corpus/README.md</c>.</summary>
public sealed record CorpusExpectation
{
    /// <summary>Who made such a file and what is hard about it.</summary>
    public required string About { get; init; }

    /// <summary>Code of the dataset to which the file is uploaded.</summary>
    public required string Dataset { get; init; }

    /// <summary>What a person may be asked at most.</summary>
    public required IReadOnlyList<string> Questions { get; init; }

    /// <summary>Proposed code of the refusal; null where the file is read.</summary>
    public string? Refused { get; init; }

    /// <summary>Null where the file is refused.</summary>
    public CorpusReading? Reading { get; init; }

    /// <summary>What the person answers, by name; also to questions that a good reader need not ask.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Answers { get; init; }

    public required IReadOnlyList<CorpusRow> Rows { get; init; }

    /// <summary>How many cells, or rows, were left out, by reason.</summary>
    public required IReadOnlyDictionary<string, int> Skipped { get; init; }

    public required IReadOnlyList<CorpusFinding> Findings { get; init; }
}
