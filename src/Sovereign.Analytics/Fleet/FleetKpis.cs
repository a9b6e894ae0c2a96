namespace Sovereign.Analytics.Fleet;

/// <summary>The key figures of engines.</summary>
public static class FleetKpis
{
    private const double JoulesPerKilowattHour = 3.6e6;
    private const double SecondsOfDay = 86_400;

    public static readonly FleetKpi TokensPerSecond = new(
        Code: "tokens-per-second",
        Title: "Generated tokens per second",
        Unit: "{token}/s",
        Formula: "generated tokens of the day ÷ 86,400 s",
        Limits: "Tokens nobody reported are not in it. A tokenizer that splits a language finer makes more tokens of the same text.",
        HasBoundary: false,
        IsShared: true,
        Of: day => day.GeneratedTokens is { } tokens ? FleetRatio.Of(tokens, SecondsOfDay) : FleetRatio.Without(FleetReason.TokensMissing));

    public static readonly FleetKpi TokensPerJoule = new(
        Code: "tokens-per-joule",
        Title: "Generated tokens per joule",
        Unit: "{token}/J",
        Formula: "generated tokens ÷ joules, over the minutes in which both are covered",
        Limits: "It holds for its boundary alone: joules of accelerators and joules of buildings are different things. Idle minutes count, prompts do not.",
        HasBoundary: true,
        IsShared: false,
        Of: day => day.Joined is { } joined ? FleetRatio.Of(joined.Tokens, joined.Joules) : FleetRatio.Without(day.JoinedMissing!));

    public static readonly FleetKpi JoulesPerToken = new(
        Code: "joules-per-token",
        Title: "Joules per generated token",
        Unit: "J/{token}",
        Formula: "joules ÷ generated tokens, over the minutes in which both are covered",
        Limits: "The tokens per joule turned over, for those who think in joules; what is said of them holds here.",
        HasBoundary: true,
        IsShared: false,
        Of: day => day.Joined is { } joined ? FleetRatio.Of(joined.Joules, joined.Tokens) : FleetRatio.Without(day.JoinedMissing!));

    public static readonly FleetKpi EnergyCost = new(
        Code: "energy-cost",
        Title: "Cost of energy per million generated tokens",
        Unit: "{USD}/(10*6.{token})",
        Formula: "joules ÷ 3.6·10⁶ × price of a kilowatt-hour ÷ generated tokens × 10⁶, over the minutes in which both are covered",
        Limits: "Energy within the boundary only, a small part of the whole cost: hardware, building and people are not in it.",
        HasBoundary: true,
        IsShared: false,
        Of: day => day switch
        {
            { Joined: null } => FleetRatio.Without(day.JoinedMissing!),
            { Facts.PricePerKilowattHour: { } price } => FleetRatio.Of(day.Joined.Joules / JoulesPerKilowattHour * price * 1e6, day.Joined.Tokens),
            _ => FleetRatio.Without(FleetReason.PriceMissing),
        });

    public static readonly FleetKpi JoulesPerThousandCharacters = new(
        Code: "joules-per-1000-characters",
        Title: "Joules per thousand generated characters",
        Unit: "J/(10*3.{character})",
        Formula:
            "joules × 1,000 ÷ generated characters, over the minutes in which both are covered; of a language: joules × its share of the generated tokens × 1,000 ÷ "
            + "its characters",
        Limits:
            "Only of senders that count characters, and by language only of those that tell languages apart. That a token takes the same joules in every language is "
            + "assumed; what is measured is how many tokens a text becomes. Characters of different scripts carry different amounts of meaning.",
        HasBoundary: true,
        IsShared: false,
        Of: day => day switch
        {
            { Joined: null } => FleetRatio.Without(day.JoinedMissing!),
            { Joined.Characters: { } characters } => FleetRatio.Of(day.Joined.Joules * 1000, characters),
            _ => FleetRatio.Without(FleetReason.CharactersMissing),
        },
        ByLanguage: day => (day.Joined?.ByLanguage ?? new Dictionary<string, (double Joules, double Characters)>())
            .Where(language => language.Value.Characters > 0)
            .Select(language => KeyValuePair.Create(language.Key, FleetRatio.Of(language.Value.Joules * 1000, language.Value.Characters))));

    public static readonly FleetKpi Utilisation = new(
        Code: "utilisation",
        Title: "Utilisation of accelerators",
        Unit: "1",
        Formula: "Σ accelerators × mean utilisation ÷ Σ accelerators",
        Limits: "It says that something ran on an accelerator, not that the accelerator was well used.",
        HasBoundary: false,
        IsShared: false,
        Of: day => day switch
        {
            { Utilisation: null } => FleetRatio.Without(FleetReason.UtilisationMissing),
            { Facts.Accelerators: { } count } => FleetRatio.Of(day.Utilisation.Value * count, count),
            _ => FleetRatio.Without(FleetReason.AcceleratorsMissing),
        });

    public static readonly FleetKpi Availability = new(
        Code: "availability",
        Title: "Availability",
        Unit: "1",
        Formula: "seconds up ÷ seconds expected (86,400 less planned outages)",
        Limits: "An engine that is silent is not known to be up and counts as down, unless its operator announced it before it began.",
        HasBoundary: false,
        IsShared: false,
        Of: day => FleetRatio.Of(day.UpSeconds, day.ExpectedSeconds));

    public static readonly FleetKpi ErrorRate = new(
        Code: "error-rate",
        Title: "Share of failed requests",
        Unit: "1",
        Formula: "failed requests ÷ requests",
        Limits: "What counts as failed differs between engines.",
        HasBoundary: false,
        IsShared: false,
        Of: day => day is { Errors: { } errors, Requests: { } requests }
            ? FleetRatio.Of(errors, requests)
            : FleetRatio.Without(FleetReason.RequestsMissing));

    public static readonly FleetKpi ModelFlopUtilisation = new(
        Code: "model-flop-utilisation",
        Title: "Model FLOP utilisation",
        Unit: "1",
        Formula: "2 × active parameters × (computed prompt tokens + generated tokens) ÷ (peak FLOP/s × accelerators × seconds)",
        Limits:
            "A multiplication and an addition for each active parameter and token; attention is left out, so that long contexts do more than is counted. "
            + "The peak is the data sheet's, dense, at the enrolled precision.",
        HasBoundary: false,
        IsShared: false,
        Of: day => day switch
        {
            { Computed: null } => FleetRatio.Without(FleetReason.ComputedTokensMissing),
            { Facts.ActiveParameters: null } => FleetRatio.Without(FleetReason.ParametersMissing),
            { Facts.PeakFlopPerSecond: null } => FleetRatio.Without(FleetReason.PeakMissing),
            { Facts.Accelerators: { } count } => FleetRatio.Of(
                2 * day.Facts.ActiveParameters.Value * day.Computed.Value.Tokens, day.Facts.PeakFlopPerSecond.Value * count * day.Computed.Value.Seconds),
            _ => FleetRatio.Without(FleetReason.AcceleratorsMissing),
        });

    public static readonly FleetKpi ModelBandwidthUtilisation = new(
        Code: "model-bandwidth-utilisation",
        Title: "Model bandwidth utilisation, at least",
        Unit: "1",
        Formula: "generated tokens ÷ mean batch × active parameters × bytes of each ÷ (bandwidth × accelerators × seconds)",
        Limits:
            "A lower limit. It assumes that each step of decoding reads the active weights once and serves all requests that run; reading the cache of keys and "
            + "values, the experts that other requests of the batch need, prompts, and replicas that read the weights each for itself come on top.",
        HasBoundary: false,
        IsShared: false,
        Of: day => day switch
        {
            { Decoding: null } => FleetRatio.Without(FleetReason.BatchMissing),
            { Facts.ActiveParameters: null } or { Facts.BytesPerParameter: null } => FleetRatio.Without(FleetReason.ParametersMissing),
            { Facts.MemoryBandwidthBytesPerSecond: null } => FleetRatio.Without(FleetReason.BandwidthMissing),
            { Facts.Accelerators: { } count } => FleetRatio.Of(
                day.Decoding.Value.Steps * day.Facts.ActiveParameters.Value * day.Facts.BytesPerParameter.Value,
                day.Facts.MemoryBandwidthBytesPerSecond.Value * count * day.Decoding.Value.Seconds),
            _ => FleetRatio.Without(FleetReason.AcceleratorsMissing),
        });

    public static readonly FleetKpi TokensPerAcceleratorSecond = new(
        Code: "tokens-per-accelerator-second",
        Title: "Generated tokens per accelerator and second",
        Unit: "{token}/({chip}.s)",
        Formula: "generated tokens ÷ (accelerators × seconds in which tokens were counted)",
        Limits: "Small models make more tokens: compare within one class of models.",
        HasBoundary: false,
        IsShared: false,
        Of: day => day switch
        {
            { GeneratedTokens: null } => FleetRatio.Without(FleetReason.TokensMissing),
            { Facts.Accelerators: { } count } => FleetRatio.Of(day.GeneratedTokens.Value, count * day.TokenSeconds),
            _ => FleetRatio.Without(FleetReason.AcceleratorsMissing),
        });

    public static readonly FleetKpi FieldEfficiency = new(
        Code: "field-efficiency",
        Title: "Field efficiency against published benchmarks",
        Unit: "1",
        Formula: "generated tokens ÷ (tokens per accelerator and second of the published benchmark of the same model and hardware × accelerators × seconds in which tokens were counted)",
        Limits:
            "Only of engines whose model and hardware the catalogue has a benchmark of. A benchmark runs at full load, with texts of its own lengths and settings of its "
            + "submitter's: what is lost to idle hours and what to poor settings is not told apart.",
        HasBoundary: false,
        IsShared: false,
        Of: day => day switch
        {
            { GeneratedTokens: null } => FleetRatio.Without(FleetReason.TokensMissing),
            { Facts.BenchmarkTokensPerAcceleratorSecond: null } => FleetRatio.Without(FleetReason.BenchmarkMissing),
            { Facts.Accelerators: { } count } => FleetRatio.Of(
                day.GeneratedTokens.Value, day.Facts.BenchmarkTokensPerAcceleratorSecond.Value * count * day.TokenSeconds),
            _ => FleetRatio.Without(FleetReason.AcceleratorsMissing),
        });

    public static readonly FleetKpi ShareOnCpuAndEdge = new(
        Code: "share-on-cpu-and-edge",
        Title: "Share of tokens generated on processors and at the edge",
        Unit: "1",
        Formula: "generated tokens of engines without data-centre accelerators ÷ generated tokens",
        Limits: "Of enrolled engines: phones and desktops report to nobody.",
        HasBoundary: false,
        IsShared: false,
        Of: day => day switch
        {
            { GeneratedTokens: null } => FleetRatio.Without(FleetReason.TokensMissing),
            { Facts.DeviceClass: { } device } => FleetRatio.Of(device == DeviceClass.Gpu ? 0 : day.GeneratedTokens.Value, day.GeneratedTokens.Value),
            _ => FleetRatio.Without(FleetReason.DeviceClassMissing),
        });

    /// <summary>All of them, the headline first.</summary>
    public static IReadOnlyList<FleetKpi> All { get; } =
    [
        TokensPerSecond, TokensPerJoule, JoulesPerToken, EnergyCost, JoulesPerThousandCharacters, Utilisation, Availability, ErrorRate, ModelFlopUtilisation,
        ModelBandwidthUtilisation, TokensPerAcceleratorSecond, FieldEfficiency, ShareOnCpuAndEdge,
    ];
}
