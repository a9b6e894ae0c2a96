namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>What holds for every row because the file does not say it: said once, by a person, and never guessed. All are codes; null is not said.</summary>
public sealed record EveryRow
{
    public string? Indicator { get; init; }

    public string? Country { get; init; }

    public string? Period { get; init; }

    public string? Unit { get; init; }

    public string? Definition { get; init; }

    public string? Control { get; init; }

    public string? Bound { get; init; }

    public string? Coverage { get; init; }

    public string? Method { get; init; }

    public string? Source { get; init; }
}
