namespace Sovereign.Analytics.Observations;

/// <summary>An editor's choice of source for an indicator and definition, with the reason that readers see. Rank 1 comes first.</summary>
public sealed record StatedPreference(string Source, int Rank, string Reason);
