namespace Sovereign.Dashboard.Datasets.Publishing;

/// <summary>How a draft is published.</summary>
/// <param name="Correction">True when it mends what was published wrongly rather than bringing news.</param>
/// <param name="Comment">Public note.</param>
/// <param name="RemoveMissing">Whether published rows that the file does not mention are closed; otherwise they stay.</param>
/// <param name="Removed">How many rows the publisher expects to disappear; null where nobody counted.</param>
public sealed record PublishRequest(bool Correction = false, string? Comment = null, bool RemoveMissing = false, long? Removed = null);
