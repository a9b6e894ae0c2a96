using Sovereign.Analytics.Rollups;

namespace Sovereign.Analytics.Fleet;

/// <summary>
/// One engine's UTC day as sums, from which <see cref="FleetKpis"/> make its figures and the nation's.
/// </summary>
public sealed record EngineDay
{
    /// <summary>The share of a minute that must be covered before its tokens are held against its joules.</summary>
    public const double JoinedShare = 0.9;

    /// <summary>The day's start: milliseconds since 1970-01-01 UTC.</summary>
    public required long Day { get; init; }

    public required EngineFacts Facts { get; init; }

    /// <summary>Null where no minute brought any, as all sums here.</summary>
    public required double? GeneratedTokens { get; init; }

    public required double? PromptTokens { get; init; }

    public required double? CachedPromptTokens { get; init; }

    public required double? Requests { get; init; }

    public required double? Errors { get; init; }

    /// <summary>The mean of the minutes that have it.</summary>
    public required double? Utilisation { get; init; }

    /// <summary>Seconds for which tokens were counted, at most those of the day.</summary>
    public required double TokenSeconds { get; init; }

    /// <summary>The part of <see cref="TokenSeconds"/> in which something was expected.</summary>
    public required double ExpectedTokenSeconds { get; init; }

    /// <summary>Seconds in which the engine was up and expected to be.</summary>
    public required double UpSeconds { get; init; }

    /// <summary>86,400 less planned outages.</summary>
    public required double ExpectedSeconds { get; init; }

    /// <summary>Tokens computed, and the seconds of the minutes in which they are known.</summary>
    public required (double Tokens, double Seconds)? Computed { get; init; }

    /// <summary>
    /// Steps of decoding, and the seconds of the minutes in which they are known. A step brings one token to each request that runs, so that a minute had at
    /// least its tokens divided by its mean number of running requests, of which there is at least one while tokens come.
    /// </summary>
    public required (double Steps, double Seconds)? Decoding { get; init; }

    /// <summary>The minutes whose tokens and joules are both known: see <see cref="IsJoined"/>. Null where there are none, or no joules within the boundary.</summary>
    public required JoinedMinutes? Joined { get; init; }

    /// <summary>The reason why <see cref="Joined"/> is null: a code of <see cref="FleetReason"/>.</summary>
    public required string? JoinedMissing { get; init; }

    /// <summary>Generated tokens per second of the time in which they were counted.</summary>
    public double? TokensPerSecond => TokenSeconds > 0 ? GeneratedTokens / TokenSeconds : null;

    /// <summary>The share of the expected time in which tokens were counted.</summary>
    public double? TokenCoverage => ExpectedSeconds > 0 ? ExpectedTokenSeconds / ExpectedSeconds : null;

    /// <summary>The day of an engine.</summary>
    /// <param name="facts">What its enrolment says.</param>
    /// <param name="day">The day's start: milliseconds since 1970-01-01 UTC.</param>
    /// <param name="minutes">Its minutes, in order of time, each once.</param>
    /// <param name="planned">When nothing is expected of it.</param>
    /// <exception cref="ArgumentException">A minute is not of the day, or not in order.</exception>
    public static EngineDay From(EngineFacts facts, long day, IReadOnlyList<EngineMinute> minutes, IReadOnlyList<PlannedOutage>? planned = null)
    {
        Require(day, minutes);
        var expected = MinuteCoverage.Expected(day, planned ?? []);
        var tokens = MinuteCoverage.Of(day, minutes, minute => minute.TokenSeconds);
        var up = MinuteCoverage.Of(day, minutes, minute => minute.UpSeconds);
        var (joined, missing) = Join(facts, minutes);
        return new()
        {
            Day = day,
            Facts = facts,
            GeneratedTokens = Sum(minutes, minute => minute.GeneratedTokens),
            PromptTokens = Sum(minutes, minute => minute.PromptTokens),
            CachedPromptTokens = Sum(minutes, minute => minute.CachedPromptTokens),
            Requests = Sum(minutes, minute => minute.Requests),
            Errors = Sum(minutes, minute => minute.Errors),
            Utilisation = Sum(minutes, minute => minute.Utilisation) / minutes.Count(minute => minute.Utilisation is not null),
            TokenSeconds = tokens.Sum(),
            ExpectedTokenSeconds = tokens.Zip(expected, Math.Min).Sum(),
            UpSeconds = up.Zip(expected, Math.Min).Sum(),
            ExpectedSeconds = expected.Sum(),
            Computed = WithSeconds(minutes, minute => minute.ComputedTokens),
            Decoding = WithSeconds(minutes, minute => minute.GeneratedTokens / (minute.MeanBatch is { } batch ? Math.Max(1, batch) : null)),
            Joined = joined,
            JoinedMissing = missing,
        };
    }

    /// <summary>
    /// Whether a minute's tokens may be held against joules: both covered for nine tenths of it and for the same time within a tenth. Otherwise five minutes'
    /// tokens, read every five minutes, would meet one minute's joules.
    /// </summary>
    public static bool IsJoined(double tokenSeconds, double energySeconds) =>
        Math.Min(tokenSeconds, energySeconds) >= JoinedShare * 60 && Math.Min(tokenSeconds, energySeconds) >= JoinedShare * Math.Max(tokenSeconds, energySeconds);

    private static (JoinedMinutes? Joined, string? Missing) Join(EngineFacts facts, IReadOnlyList<EngineMinute> minutes)
    {
        if (facts.Boundary is not { } boundary)
            return (null, FleetReason.BoundaryMissing);
        if (boundary == EnergyBoundary.Facility && facts.PowerUsageEffectiveness is null)
            return (null, FleetReason.EffectivenessMissing);
        var joined = minutes
            .Select(minute => (Minute: minute, Energy: EnergyOf(facts, boundary, minute)))
            .Where(pair => pair.Minute.GeneratedTokens is not null && pair.Energy is { } energy && IsJoined(pair.Minute.TokenSeconds, energy.Seconds))
            .ToArray();
        if (joined.Length == 0)
            return (null, minutes.All(minute => minute.GeneratedTokens is null) ? FleetReason.TokensMissing : FleetReason.EnergyMissing);
        var own = joined.Select(pair => pair.Minute).ToArray();
        return (new(
            boundary,
            joined.Length,
            own.Sum(minute => minute.GeneratedTokens!.Value),
            joined.Sum(pair => pair.Energy!.Value.Joules),
            own.All(minute => minute.GeneratedCharacters is not null) ? own.Sum(minute => minute.GeneratedCharacters!.Value) : null,
            own.Any(minute => minute.GpuEnergyProvenance == EnergyProvenance.Derived) ? EnergyProvenance.Derived : EnergyProvenance.Measured,
            Languages([.. joined.Select(pair => (pair.Minute, pair.Energy!.Value.Joules))])), null);
    }

    private static Dictionary<string, (double Joules, double Characters)> Languages(IReadOnlyList<(EngineMinute Minute, double Joules)> joined)
    {
        var sums = new Dictionary<string, (double Joules, double Characters)>(StringComparer.Ordinal);
        foreach (var (minute, joules) in joined)
        {
            if (minute.ByLanguage is not { } languages)
                continue;
            // Of all tokens, also those of no language: else the languages that are told would bear the joules of the others.
            var tokens = Math.Max(minute.GeneratedTokens!.Value, languages.Values.Sum(told => told.Tokens));
            if (tokens <= 0)
                continue;
            foreach (var (language, told) in languages)
            {
                var before = sums.GetValueOrDefault(language);
                sums[language] = (before.Joules + joules * told.Tokens / tokens, before.Characters + told.Characters);
            }
        }
        return sums;
    }

    /// <summary>
    /// The joules of a minute within the boundary, and the seconds for which all of them are known; null where a part is missing, also that of one
    /// accelerator: an engine whose idle half reports and whose busy half does not would look twice as good.
    /// </summary>
    internal static (double Joules, double Seconds)? EnergyOf(EngineFacts facts, EnergyBoundary boundary, EngineMinute minute)
    {
        var (gpu, gpuSeconds) = minute.GpuEnergySeries < facts.Accelerators ? (null, 0) : (minute.GpuEnergyJoules, minute.GpuEnergySeconds);
        if (boundary == EnergyBoundary.Gpu)
            return gpu is { } joules ? (joules, gpuSeconds) : null;
        if (minute.GpuEnergyJoules is null && facts.HasNoAccelerators)
            (gpu, gpuSeconds) = (0, minute.HostEnergySeconds);
        if (gpu + minute.HostEnergyJoules is not { } node)
            return null;
        var seconds = Math.Min(gpuSeconds, minute.HostEnergySeconds);
        return boundary == EnergyBoundary.Node ? (node, seconds) : facts.PowerUsageEffectiveness is { } factor ? (node * factor, seconds) : null;
    }

    private static double? Sum(IReadOnlyList<EngineMinute> minutes, Func<EngineMinute, double?> part) =>
        minutes.Any(minute => part(minute) is not null) ? minutes.Sum(part) : null;

    private static (double, double)? WithSeconds(IReadOnlyList<EngineMinute> minutes, Func<EngineMinute, double?> part)
    {
        // Tokens of an interval of unknown length have no rate.
        var known = minutes.Where(minute => part(minute) is not null && minute.TokenSeconds > 0).ToArray();
        return known.Length == 0 ? null : (known.Sum(minute => part(minute)!.Value), known.Sum(minute => minute.TokenSeconds));
    }

    private static void Require(long day, IReadOnlyList<EngineMinute> minutes)
    {
        BucketLength.Require(day, BucketLength.Day, nameof(day));
        for (var i = 0; i < minutes.Count; i++)
        {
            BucketLength.Require(minutes[i].Start, BucketLength.Minute, nameof(minutes));
            if (minutes[i].Start < day || minutes[i].Start >= day + BucketLength.Day || (i > 0 && minutes[i].Start <= minutes[i - 1].Start))
                throw new ArgumentException("The minutes of a day are in order, each once.", nameof(minutes));
        }
    }
}
