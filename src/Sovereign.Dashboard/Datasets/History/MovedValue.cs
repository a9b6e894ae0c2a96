using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Datasets.History;

/// <summary>What a key figure says in one edition.</summary>
/// <param name="Text">As printed; in words where there is no value.</param>
/// <param name="Range">The interval, or what else stands beside the number; null for nothing.</param>
/// <param name="Mark">What a machine may read off it; null where there is no value, or none that was published.</param>
/// <param name="Value">The number itself; null where there is none.</param>
public sealed record MovedValue(string Text, string? Range, ValueMark? Mark, double? Value);
