using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Design;
using Sovereign.Dashboard.Gap.Comparing;
using Sovereign.Dashboard.Web;

namespace Sovereign.Dashboard.Gap.Viewing;

/// <summary>What an address of an indicator's page asks for, as written there; null where it asks for nothing.</summary>
/// <param name="Tab">chart, map, table or meta.</param>
/// <param name="Definition">Code of a definition.</param>
/// <param name="Control">Code of a control.</param>
/// <param name="Unit">Code of a scale.</param>
/// <param name="Axis">log or linear.</param>
/// <param name="Period">A period, or <c>latest</c>.</param>
/// <param name="Countries">Alpha-3 codes joined by <c>~</c>.</param>
public sealed record IndicatorAddress(string? Tab, string? Definition, string? Control, string? Unit, string? Axis, string? Period, string? Countries)
{
    /// <summary>The views: code and title.</summary>
    public static IReadOnlyList<(string Code, string Title)> Tabs { get; } = [("chart", "Chart"), ("map", "Map"), ("table", "Table"), ("meta", "What is counted")];

    /// <summary>The query of a request.</summary>
    public static IndicatorAddress Of(IQueryCollection query) =>
        new(Given(query, "tab"), Given(query, "definition"), Given(query, "control"), Given(query, "unit"), Given(query, "axis"), Given(query, "t"), Given(query, "c"));

    /// <summary>The view asked for.</summary>
    public string Shown => Tab ?? "chart";

    /// <summary>What is asked for by the names of the query; values that are the default are null.</summary>
    public IReadOnlyList<(string Name, string? Value)> Kept =>
        [("tab", Shown == "chart" ? null : Tab), ("definition", Definition), ("control", Control), ("unit", Unit), ("axis", Axis), ("t", Period == "latest" ? null : Period), ("c", Countries)];

    /// <summary>The question, once every code in it is known.</summary>
    /// <param name="known">What the edition knew.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="portal">Whose portal it is.</param>
    /// <param name="asOf">Kept in links.</param>
    /// <returns>Refused with <c>unknown-tab</c>, <c>unknown-definition</c>, <c>unknown-control</c>, <c>unknown-axis</c> and those of <see cref="ReadComparison"/>.</returns>
    public Outcome<IndicatorQuestion> Read(ReferenceData known, Indicator indicator, PortalOptions portal, string? asOf)
    {
        foreach (var (name, asked, offered) in Choices(indicator))
        {
            if (asked is not null && offered.All(choice => choice.Code != asked))
                return new Refusal($"unknown-{name}", $"{name} is '{Echo.Of(asked)}', which {indicator.Title} does not have.");
        }

        var comparison = ReadComparison.Of(known, indicator.Code, Countries, Unit, portal.ReferenceCountry, Period);
        if (comparison is not Outcome<ComparisonAsked>.Done { Value: var question })
            return ((Outcome<ComparisonAsked>.Refused)comparison).Why;
        IReadOnlyList<string> standing = question.Countries.Count > 0 ? [.. question.Countries.Select(country => country.Code)] : [portal.HomeCountry, portal.ReferenceCountry];
        return new IndicatorQuestion(standing, portal.ReferenceCountry)
        {
            Definition = Definition,
            Control = Control,
            Scale = question.Scale,
            Period = question.Within,
            IsLinear = Axis switch { "linear" => true, "log" => false, _ => null },
            AsOf = asOf,
        };
    }

    /// <summary>What whoever was refused may have meant.</summary>
    /// <param name="known">What the edition knew.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="why">From <see cref="Read"/>.</param>
    /// <param name="href">The page with a value of the query in place of the one that was refused, by the query's name.</param>
    public IEnumerable<(string Title, string Href)> Meant(ReferenceData known, Indicator indicator, Refusal why, Func<string, string, string> href)
    {
        foreach (var (name, asked, offered) in Choices(indicator))
        {
            if (asked is null || why.Code != $"unknown-{name}")
                continue;
            var near = Nearest.To(asked, offered, choice => [choice.Code, choice.Title]);
            return (near.Count > 0 ? near : offered.Take(8)).Select(choice => (choice.Title, href(name, choice.Code)));
        }

        return ReadComparison.Meant(known, why, Countries, href);
    }

    private IEnumerable<(string Name, string? Asked, IReadOnlyList<(string Code, string Title)> Offered)> Choices(Indicator indicator) =>
    [
        ("tab", Tab, Tabs),
        ("definition", Definition, [.. indicator.Definitions.Select(definition => (definition.Code, definition.Title))]),
        ("control", Control, [.. Enum.GetValues<Control>().Select(control => (control.Code(), FigureWords.ControlText(control.Code())))]),
        ("axis", Axis, [("log", "logarithmic"), ("linear", "linear")]),
    ];

    private static string? Given(IQueryCollection query, string name) => query[name] is [{ Length: > 0 } value, ..] ? value : null;
}
