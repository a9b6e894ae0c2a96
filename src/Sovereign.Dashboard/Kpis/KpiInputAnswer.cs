using Sovereign.Analytics.Observations;

namespace Sovereign.Dashboard.Kpis;

/// <summary>One input of a key figure as the API answers it. Everything but the first three is missing when no figure is published.</summary>
/// <param name="Input">As the formula writes it: <c>country(datacenter-power)</c>.</param>
/// <param name="Value">In <paramref name="Unit"/>, the indicator's own.</param>
/// <param name="ValueText">The digits as written.</param>
/// <param name="Lower">Lower end of the 90 % interval that entered the formula.</param>
/// <param name="Chosen">The rule that decided for this source.</param>
/// <param name="Why">The same in a sentence.</param>
/// <param name="OtherSources">Sources that had a figure for the same period.</param>
/// <param name="Line">Line in the file as received; the header is line 1.</param>
public sealed record KpiInputAnswer(
    string Input, string Indicator, string Country, string? Period, string? Definition, string? Control, string? Bound, string? Coverage, string? Status,
    string? Method, double? Value, string? ValueText, double? Lower, double? Upper, string? Unit, string? Source, string? Chosen, string? Why,
    IReadOnlyList<string>? OtherSources, string? Dataset, string? Version, Guid? VersionId, string? FileName, string? Sha256, long? Line)
{
    public static KpiInputAnswer Of(KpiInput input)
    {
        var (row, choice) = (input.Observation, input.Choice);
        return new(
            input.Input.ToText(), input.Input.Indicator.Code, input.Country, row?.Period.Code, row?.Definition, row?.Control, row?.Bound.Code(),
            row?.Coverage, row?.Status, row?.Method, row?.Value, row?.ValueText, choice?.Figure.Estimate.Low, choice?.Figure.Estimate.High, row?.Unit,
            row?.Source, choice?.Rule.Code(), choice?.Why, choice?.Others, row?.Dataset, row?.Version, row?.VersionId, row?.FileName, row?.FileSha256,
            row?.Line);
    }
}
