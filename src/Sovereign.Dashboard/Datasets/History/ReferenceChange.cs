namespace Sovereign.Dashboard.Datasets.History;

/// <summary>What one edition did to one row of reference data, or to one field of it.</summary>
/// <param name="Change">added, changed or ended.</param>
/// <param name="What">country, indicator, definition, source, dataset or preference.</param>
/// <param name="Code">As addresses and files name it; a definition by its indicator and its own code.</param>
/// <param name="Title">As people name it.</param>
/// <param name="Field">Which field changed; null when the whole row was added or ended.</param>
/// <param name="Before">What the field said; null when it was empty.</param>
/// <param name="After">What it says; null when it is empty.</param>
public sealed record ReferenceChange(string Change, string What, string Code, string Title, string? Field, string? Before, string? After);
