namespace Sovereign.Dashboard.Telemetry.Received;

/// <summary>How many samples were refused or passed over for one reason.</summary>
/// <param name="Reason">Code of the reason.</param>
/// <param name="Sentence">What it means.</param>
/// <param name="IsRefusal">Whether the sender was told; else the sample was passed over and the answer was success.</param>
/// <param name="Samples">How many.</param>
public sealed record RefusedCount(string Reason, string Sentence, bool IsRefusal, long Samples);
