namespace Sovereign.Dashboard.Gap;

/// <summary>A point of a series as the API answers it, with the line it was read from.</summary>
/// <param name="Country">Alpha-3 code.</param>
/// <param name="Value">In the indicator's unit.</param>
/// <param name="ValueText">The digits as written.</param>
/// <param name="Lower">Lower end of the interval that entered the methods, with the allowance for revisions where there is one.</param>
/// <param name="Line">Line in the file as received; the header is line 1.</param>
public sealed record ProgressPointAnswer(
    string Country, string Period, double Value, string ValueText, double Lower, double Upper, string Dataset, string Version, Guid VersionId, string FileName,
    string Sha256, long Line)
{
    public static ProgressPointAnswer Of(ProgressPoint point)
    {
        var row = point.Row;
        return new(
            row.Country, row.Period.Code, row.Value, row.ValueText, point.Estimate.Low, point.Estimate.High, row.Dataset, row.Version, row.VersionId, row.FileName,
            row.FileSha256, row.Line);
    }
}
