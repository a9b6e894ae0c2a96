using Sovereign.Analytics.Rollups;

namespace Sovereign.Analytics.Fleet;

/// <summary>The signals of one engine, minute by minute, each reduced from its series; a signal that does not come has no minutes.</summary>
public sealed record EngineSignals
{
    public IReadOnlyList<SignalBucket> GeneratedTokens { get; init; } = [];

    public IReadOnlyList<SignalBucket> PromptTokens { get; init; } = [];

    public IReadOnlyList<SignalBucket> CachedPromptTokens { get; init; } = [];

    public IReadOnlyList<SignalBucket> Requests { get; init; } = [];

    public IReadOnlyList<SignalBucket> Errors { get; init; } = [];

    public IReadOnlyList<SignalBucket> GeneratedCharacters { get; init; } = [];

    /// <summary>Characters by language, as in <see cref="EngineMinute.ByLanguage"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SignalBucket>> CharactersByLanguage { get; init; } = new Dictionary<string, IReadOnlyList<SignalBucket>>();

    /// <summary>Tokens of the same replies.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SignalBucket>> TokensByLanguage { get; init; } = new Dictionary<string, IReadOnlyList<SignalBucket>>();

    /// <summary>Counters of the accelerators' joules.</summary>
    public IReadOnlyList<SignalBucket> GpuEnergy { get; init; } = [];

    /// <summary>Gauges of the accelerators' watts, used in minutes without a counter.</summary>
    public IReadOnlyList<SignalBucket> GpuPower { get; init; } = [];

    public IReadOnlyList<SignalBucket> HostEnergy { get; init; } = [];

    public IReadOnlyList<SignalBucket> Utilisation { get; init; } = [];

    public IReadOnlyList<SignalBucket> RequestsRunning { get; init; } = [];

    /// <summary>A gauge of 1 and 0; without it the engine was up while its tokens were counted.</summary>
    public IReadOnlyList<SignalBucket> Up { get; init; } = [];

    /// <summary>The minutes in which any signal came, in order of time.</summary>
    /// <exception cref="ArgumentException">A signal has two buckets of one minute.</exception>
    public IReadOnlyList<EngineMinute> Minutes()
    {
        var (generated, prompt, cached) = (ByStart(GeneratedTokens), ByStart(PromptTokens), ByStart(CachedPromptTokens));
        var (requests, errors, characters) = (ByStart(Requests), ByStart(Errors), ByStart(GeneratedCharacters));
        var (energy, power, host) = (ByStart(GpuEnergy), ByStart(GpuPower), ByStart(HostEnergy));
        var (utilisation, running, up) = (ByStart(Utilisation), ByStart(RequestsRunning), ByStart(Up));
        var languages = Languages();
        Dictionary<long, SignalBucket>[] signals = [generated, prompt, cached, requests, errors, characters, energy, power, host, utilisation, running, up];
        return
        [
            .. signals.SelectMany(signal => signal.Keys).Distinct().Order().Select(start =>
            {
                var tokens = generated.GetValueOrDefault(start);
                var counted = energy.GetValueOrDefault(start);
                var accelerators = counted ?? power.GetValueOrDefault(start);
                return new EngineMinute(start)
                {
                    GeneratedTokens = tokens?.Increase,
                    PromptTokens = prompt.GetValueOrDefault(start)?.Increase,
                    CachedPromptTokens = cached.GetValueOrDefault(start)?.Increase,
                    Requests = requests.GetValueOrDefault(start)?.Increase,
                    Errors = errors.GetValueOrDefault(start)?.Increase,
                    GeneratedCharacters = characters.GetValueOrDefault(start)?.Increase,
                    ByLanguage = languages.GetValueOrDefault(start),
                    GpuEnergyJoules = counted?.Increase ?? accelerators?.Integral,
                    GpuEnergyProvenance = accelerators is null ? null : counted is null ? EnergyProvenance.Derived : EnergyProvenance.Measured,
                    GpuEnergySeries = accelerators?.Series,
                    GpuEnergySeconds = accelerators?.LeastSecondsCovered ?? 0,
                    GpuEnergyLongestSeconds = accelerators?.SecondsCovered ?? 0,
                    HostEnergyJoules = host.GetValueOrDefault(start)?.Increase,
                    HostEnergySeconds = host.GetValueOrDefault(start)?.LeastSecondsCovered ?? 0,
                    HostEnergyLongestSeconds = host.GetValueOrDefault(start)?.SecondsCovered ?? 0,
                    Utilisation = utilisation.GetValueOrDefault(start)?.Mean,
                    MeanBatch = running.GetValueOrDefault(start)?.Mean,
                    TokenSeconds = tokens?.SecondsCovered ?? 0,
                    UpSeconds = up.Count > 0 ? up.GetValueOrDefault(start)?.Integral ?? 0 : tokens?.SecondsCovered ?? 0,
                    Resets = tokens?.Resets ?? 0,
                };
            }),
        ];
    }

    // A language counts where both its tokens and its characters came: one says nothing without the other.
    private Dictionary<long, IReadOnlyDictionary<string, LanguageSums>> Languages() =>
        TokensByLanguage.Keys.Where(CharactersByLanguage.ContainsKey)
            .SelectMany(language => TokensByLanguage[language].Join(
                CharactersByLanguage[language], tokens => tokens.Start, characters => characters.Start,
                (tokens, characters) => (tokens.Start, Language: language, Sums: new LanguageSums(tokens.Increase, characters.Increase))))
            .GroupBy(told => told.Start)
            .ToDictionary(minute => minute.Key, minute => (IReadOnlyDictionary<string, LanguageSums>)minute.ToDictionary(told => told.Language, told => told.Sums, StringComparer.Ordinal));

    private static Dictionary<long, SignalBucket> ByStart(IReadOnlyList<SignalBucket> buckets) => buckets.ToDictionary(bucket => bucket.Start);
}
