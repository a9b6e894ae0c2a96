namespace Sovereign.Dashboard.Datasets.Publishing;

/// <summary>How a draft is published.</summary>
/// <param name="Correction">True when it mends what was published wrongly rather than bringing news.</param>
/// <param name="Comment">Public note.</param>
/// <param name="RemoveMissing">Whether published rows that the file does not mention are closed; otherwise they stay.</param>
/// <param name="WarningsRead">Whether the publisher said so that the warnings were read; kept in the log.</param>
public sealed record PublishRequest(bool Correction = false, string? Comment = null, bool RemoveMissing = false, bool WarningsRead = false);
