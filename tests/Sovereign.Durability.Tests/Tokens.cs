namespace Sovereign.Durability.Tests;

/// <summary>Personal tokens of the two people.</summary>
internal sealed record Tokens(string Analyst, string Reviewer);
