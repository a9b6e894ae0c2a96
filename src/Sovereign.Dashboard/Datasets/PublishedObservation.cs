using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;

namespace Sovereign.Dashboard.Datasets;

/// <summary>A figure of a published dataset version, with everything needed to trace it to a line of a file.</summary>
/// <param name="Definition">Empty where the indicator has none.</param>
/// <param name="Value">In <paramref name="Unit"/>, the indicator's own.</param>
/// <param name="ValueText">The digits as written.</param>
/// <param name="Lower">Lower end of the interval that the source states; null where it states none.</param>
/// <param name="Status">SDMX OBS_STATUS.</param>
/// <param name="Version">major.minor.patch of the dataset's version.</param>
/// <param name="Line">Line in the file as received; the header is line 1.</param>
public sealed record PublishedObservation(
    string Indicator, string Country, Period Period, string Definition, string Control, Bound Bound, double Value, string ValueText,
    string? LowerText, string? UpperText, double? Lower, double? Upper, string Unit, string Status, string Method, string Coverage, string Source,
    string Dataset, string Version, string? Note, Guid VersionId, long Line, string FileSha256, string FileName);
