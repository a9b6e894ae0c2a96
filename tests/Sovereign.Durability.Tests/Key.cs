namespace Sovereign.Durability.Tests;

/// <summary>What identifies a figure of the test's datasets.</summary>
internal readonly record struct Key(string Country, string Day);
