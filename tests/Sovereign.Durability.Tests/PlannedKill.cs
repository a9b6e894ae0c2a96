namespace Sovereign.Durability.Tests;

/// <summary>One kill of the plan.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Seed">Of everything random about this kill.</param>
internal sealed record PlannedKill(int Number, Phase Phase, Target Target, int Seed)
{
    public override string ToString() => $"kill {Number} ({Phase}, {Target})";
}
