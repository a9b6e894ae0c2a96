using System.Collections.Immutable;

namespace Sovereign.Durability.Tests;

/// <summary>An edition that was seen.</summary>
/// <param name="Answers">SHA-256 of what each dataset of the test answers as of it.</param>
internal sealed record KnownEdition(int Number, DateTimeOffset PublishedAt, string Kind, ImmutableDictionary<string, string> Answers);
