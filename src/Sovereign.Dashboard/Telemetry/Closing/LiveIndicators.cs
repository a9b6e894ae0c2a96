using Sovereign.Analytics.Fleet;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Datasets.Reference;

namespace Sovereign.Dashboard.Telemetry.Closing;

/// <summary>
/// What closed days are published as. Defined with the first day that has anything to publish, so that no indicator stands empty in the catalogue.
/// </summary>
public static class LiveIndicators
{
    /// <summary>The dataset.</summary>
    public const string Dataset = "live-inference";

    /// <summary>The source.</summary>
    public const string Source = "live-telemetry";

    /// <summary>Definition of what rests on no joules.</summary>
    public const string Enrolled = "enrolled";

    private const string OfEnrolled = "Of the engines that are enrolled, report and are not excluded; not of all engines of the country.";

    /// <summary>All of them. Codes that other figures wait for (utilisation, tokens per joule) are theirs.</summary>
    public static IReadOnlyList<LiveIndicator> All { get; } =
    [
        new(FleetKpis.TokensPerSecond, "inference-tokens-per-second", true, false),
        new(FleetKpis.TokensPerJoule, "tokens-per-joule", true, true),
        new(FleetKpis.JoulesPerToken, "joules-per-token", false, true),
        new(FleetKpis.EnergyCost, "inference-energy-cost", false, false),
        new(FleetKpis.JoulesPerThousandCharacters, "joules-per-thousand-characters", false, false),
        new(FleetKpis.Utilisation, "accelerator-utilisation", true, false),
        new(FleetKpis.Availability, "inference-availability", true, false),
        new(FleetKpis.ErrorRate, "inference-error-rate", false, false),
        new(FleetKpis.ModelFlopUtilisation, "model-flop-utilisation", true, false),
        new(FleetKpis.ModelBandwidthUtilisation, "model-bandwidth-utilisation", true, false),
        new(FleetKpis.TokensPerAcceleratorSecond, "inference-tokens-per-accelerator-second", true, false),
        new(FleetKpis.FieldEfficiency, "inference-field-efficiency", true, false),
        new(FleetKpis.ShareOnCpuAndEdge, "inference-share-cpu-edge", null, false),
    ];

    /// <summary>The definition that a figure is published under: its boundary, and class of models or language.</summary>
    public static string DefinitionOf(EnergyBoundary? boundary, string? modelClass, string? language = null) => (boundary, modelClass, language) switch
    {
        (null, _, _) => Enrolled,
        ({ } energy, null, null) => CodeOf(energy),
        ({ } energy, { } models, _) => $"{CodeOf(energy)}-{models}",
        ({ } energy, null, { } tag) => $"{CodeOf(energy)}-text-{tag}",
    };

    /// <summary>Code of a boundary.</summary>
    public static string CodeOf(EnergyBoundary boundary) => boundary.ToString().ToLowerInvariant();

    /// <summary>Indicators, source and dataset as they are defined.</summary>
    /// <param name="publisher">Whose portal it is.</param>
    /// <param name="languages">The languages that there are figures of.</param>
    public static ReferenceSet Reference(string publisher, IReadOnlyList<string> languages) => new()
    {
        Sources =
        [
            new Source(
                Source, "Live telemetry of enrolled inference engines", publisher, null, null, "CC-BY-4.0", Redistribution.Open, false,
                "Measured by the engines' own metrics, closed by UTC day. Each file names how many requests it rests on and a digest of their hashes."),
        ],
        Datasets =
        [
            new Dataset(
                0, Dataset, "Live inference", "What enrolled inference engines deliver, by country and UTC day: national sums from five operators or more, none of them above seven tenths.",
                publisher, "CC-BY-4.0", Source),
        ],
        Indicators =
        [
            .. All.Select(one => new Indicator(
                one.Code, one.Kpi.Title, one.Kpi.Unit, one.HigherIsBetter switch { true => Direction.Higher, false => Direction.Lower, null => Direction.Context },
                $"{one.Kpi.Formula}. {one.Kpi.Limits}", [.. Definitions(one, languages)], 0, null)),
        ],
    };

    private static IEnumerable<Definition> Definitions(LiveIndicator one, IReadOnlyList<string> languages)
    {
        if (!one.Kpi.HasBoundary)
        {
            yield return new(Enrolled, "Enrolled engines", OfEnrolled);
            yield break;
        }

        foreach (var boundary in Enum.GetValues<EnergyBoundary>())
        {
            var (title, text) = boundary switch
            {
                EnergyBoundary.Gpu => ("Joules of accelerators", "The joules are those of the accelerators alone."),
                EnergyBoundary.Node => ("Joules of computers", "The joules are those of whole computers."),
                EnergyBoundary.Facility => ("Joules of facilities", "The joules are those of whole computers times the site's power usage effectiveness."),
                _ => throw new ArgumentOutOfRangeException(nameof(one)),
            };
            yield return new(DefinitionOf(boundary, null), title, $"{text} {OfEnrolled}");
            if (one.ByModelClass)
            {
                foreach (var models in ModelClasses.All) yield return new(DefinitionOf(boundary, models.Code), $"{title}, {models.Title}", $"{text} Only {models.Title}. {OfEnrolled}");
            }

            if (one.Kpi.ByLanguage is null) continue;
            foreach (var language in languages)
            {
                yield return new(
                    DefinitionOf(boundary, null, language), $"{title}, text in the language {language}",
                    $"{text} Only text whose senders name the language {language} (BCP 47); its part of the joules is its part of the tokens. {OfEnrolled}");
            }
        }
    }
}
