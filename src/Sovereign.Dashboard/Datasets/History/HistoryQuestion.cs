using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Datasets.History;

/// <summary>Which observations a history is asked of: those of one indicator and country, narrowed by the rest of the key; null means any.</summary>
public sealed record HistoryQuestion(Indicator Indicator, Country Country, string? Definition = null, Control? Control = null, string? Source = null, Period? Period = null)
{
    /// <summary>Reads a question as it stands in an address. Empty means not given.</summary>
    /// <returns>
    /// Refused with <c>missing-indicator</c>, <c>unknown-indicator</c>, <c>missing-country</c>, <c>unknown-country</c>, <c>unknown-definition</c>,
    /// <c>bad-control</c>, <c>unknown-source</c> or <c>bad-period</c>; the sentence offers what may have been meant.
    /// </returns>
    public static Outcome<HistoryQuestion> Read(
        ReferenceData known, string? indicator, string? country, string? definition, string? control, string? source, string? period)
    {
        if (string.IsNullOrEmpty(indicator)) return new Refusal("missing-indicator", "indicator is missing: a history is that of one indicator.");
        if (!known.Indicators.TryGetValue(indicator.ToLowerInvariant(), out var measured))
            return new Refusal("unknown-indicator", $"There is no indicator '{Echo.Of(indicator)}'.{Perhaps(Nearest.To(indicator, known.Indicators.Values, i => [i.Code, i.Title]).Select(i => i.Code))}");
        if (string.IsNullOrEmpty(country)) return new Refusal("missing-country", $"country is missing: the history of {measured.Code} is read one country at a time.");
        if (!known.Countries.TryGetValue(country, out var place))
            return new Refusal("unknown-country", $"'{Echo.Of(country)}' is no country here; expected a code of ISO 3166-1 alpha-3 such as IND.{Perhaps(Nearest.To(country, known.Countries.Values, c => [c.Code, c.Name, .. c.Aliases]).Select(c => c.Code))}");
        if (!string.IsNullOrEmpty(definition) && measured.Definitions.All(d => d.Code != definition))
            return new Refusal("unknown-definition", $"{measured.Code} has no definition '{Echo.Of(definition)}'.{Perhaps(measured.Definitions.Select(d => d.Code), "Its definitions are")}");

        Control? counted = null;
        if (!string.IsNullOrEmpty(control))
        {
            if (!Codes.TryParse(control, out Control read))
                return new Refusal("bad-control", $"control is '{Echo.Of(control)}'; expected territory, owner, operator or vendor.");
            counted = read;
        }

        if (!string.IsNullOrEmpty(source) && !known.Sources.ContainsKey(source))
            return new Refusal("unknown-source", $"There is no source '{Echo.Of(source)}'.{Perhaps(Nearest.To(source, known.Sources.Values, s => [s.Code, s.Title]).Select(s => s.Code))}");

        Period? within = null;
        if (!string.IsNullOrEmpty(period))
        {
            if (!Sovereign.Analytics.Periods.Period.TryParse(period, out var read))
                return new Refusal("bad-period", $"period is '{Echo.Of(period)}'; expected 2024, 2024-S1, 2024-Q1, 2024-06 or 2024-06-15.");
            within = read;
        }

        return new HistoryQuestion(measured, place, Given(definition), counted, Given(source), within);
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string Perhaps(IEnumerable<string> codes, string words = "Nearest:") =>
        string.Join(", ", codes) is { Length: > 0 } some ? $" {words} {some}." : "";
}
