namespace Sovereign.Dashboard.Design;

/// <summary>
/// What a machine may read off a printed value, so that a page and the API can be compared and no number stands without what it rests on.
/// Several periods, definitions or sources are joined by <c>~</c>, as in addresses: the country's first, then the reference country's.
/// </summary>
/// <param name="Kind">Which answer of the API holds the value.</param>
/// <param name="Code">Code of the indicator, key figure, factor or claim.</param>
/// <param name="Country">Alpha-3 code.</param>
/// <param name="Raw">The number exactly as the API's JSON prints it.</param>
/// <param name="Period">What time it speaks of.</param>
/// <param name="Definition">Code of the definition; empty where the indicator has only one meaning.</param>
/// <param name="Source">Codes of the sources.</param>
/// <param name="Interval">The 90 % interval, or why there is none.</param>
/// <param name="Reference">Alpha-3 code of the country compared with; null where the value compares with none.</param>
/// <param name="Within">The period asked for, where the value is not of the latest figures.</param>
/// <param name="Scale">Code of the scale that the value is on; null where it is as published.</param>
/// <param name="AsOf">The instant whose edition holds the value, where that is another one than the page's own.</param>
public sealed record ValueMark(
    MarkKind Kind, string Code, string Country, string Raw, string Period, string Definition, string Source, MarkedInterval Interval,
    string? Reference = null, DateTimeOffset? AsOf = null, string? Scale = null, string? Within = null)
{
    /// <summary>As attributes of the element that prints the value.</summary>
    public IReadOnlyDictionary<string, object> Attributes
    {
        get
        {
            var attributes = new Dictionary<string, object>
            {
                ["data-" + KindCode] = Code,
                ["data-country"] = Country,
                ["data-value"] = Raw,
                ["data-period"] = Period,
                ["data-definition"] = Definition,
                ["data-source"] = Source,
            };
            if (Reference is not null) attributes["data-reference"] = Reference;
            if (Within is not null) attributes["data-within"] = Within;
            if (Scale is not null) attributes["data-scale"] = Scale;
            if (AsOf is { } instant) attributes["data-as-of"] = Numbers.InstantCode(instant);
            if (Interval.Lower is { } lower) attributes["data-lower"] = lower;
            if (Interval.Upper is { } upper) attributes["data-upper"] = upper;
            if (Interval.Missing is { } reason) attributes["data-no-interval"] = reason.Code();
            return attributes;
        }
    }

    private string KindCode => Kind switch
    {
        MarkKind.Kpi => "kpi",
        MarkKind.Gap => "gap",
        MarkKind.GapPerCapita => "gap-per-capita",
        MarkKind.Compared => "compared",
        MarkKind.ComparedRatio => "compared-ratio",
        MarkKind.Factor => "factor",
        MarkKind.FactorReference => "factor-reference",
        MarkKind.FactorRatio => "factor-ratio",
        MarkKind.FactorContribution => "factor-contribution",
        MarkKind.Progress => "progress",
        MarkKind.Claim => "claim",
        _ => throw new InvalidOperationException($"No attribute names a mark of kind {Kind}."),
    };

    /// <summary>Joins what the sides of a comparison name, each once.</summary>
    public static string Join(IEnumerable<string?> parts) => string.Join('~', parts.OfType<string>().Distinct(StringComparer.Ordinal));
}
