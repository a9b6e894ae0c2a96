namespace Sovereign.Dashboard.Telemetry.Pulling;

/// <summary>An engine gave no page of metrics.</summary>
/// <param name="message">One sentence for the operator.</param>
public sealed class ScrapeFailureException(string message) : Exception(message);
