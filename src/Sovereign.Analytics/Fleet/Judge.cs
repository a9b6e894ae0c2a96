using System.Globalization;

namespace Sovereign.Analytics.Fleet;

/// <summary>
/// Holds an engine's day against physics and against itself.
/// <para>
/// <b>Rate.</b> No engine generates more tokens than its accelerators can compute: each active parameter costs a multiplication and an addition for each token,
/// which the peak bounds (the compute roof of the roofline model: S. Williams, A. Waterman and D. Patterson, "Roofline: an insightful visual performance model
/// for multicore architectures", CACM 52 (2009)). Prompts count where it is known what of them was not cached.
/// </para>
/// <para>
/// <b>Efficiency.</b> At its peak and its full power an accelerator does peak ÷ TDP FLOP for a joule. Below full power it can do better, hence
/// <see cref="EfficiencyTolerance"/>. Neither does it draw more than its maximum, nor nothing while tokens come.
/// </para>
/// <para>
/// Tokens that an engine counts only when a request ends come in lumps. The roof lies far above what decoding reaches, which memory bandwidth bounds, so that
/// lumps stay below it; where one does not, the engine's owner explains it.
/// </para>
/// </summary>
public static class Judge
{
    /// <summary>By how much a rate may pass the roof of the data sheet: clocks above the stated one, and readings a little apart from their stated times.</summary>
    public const double RateTolerance = 1.2;

    /// <summary>By how much FLOP per joule may pass peak ÷ TDP.</summary>
    public const double EfficiencyTolerance = 2;

    /// <summary>By how much power may pass its stated maximum, averaged over an interval.</summary>
    public const double PowerTolerance = 1.2;

    /// <summary>The share of the expected time for which tokens must be reported.</summary>
    public const double LeastTokenCoverage = 0.9;

    /// <summary>The share of the minutes with tokens for which energy must be reported, by an engine that reports any.</summary>
    public const double LeastEnergyCoverage = 0.95;

    /// <summary>How far a sender's clock may be off, or its readings late, seconds: one minute, the shortest bucket.</summary>
    public const double ClockTolerance = 60;

    private const double SecondsOfDay = 86_400;

    /// <summary>Judges a day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="minutes">The minutes it was made from.</param>
    /// <param name="intake">What receiving it showed.</param>
    /// <param name="planned">When nothing is expected of the engine.</param>
    public static Judgement Of(EngineDay day, IReadOnlyList<EngineMinute> minutes, Intake intake, IReadOnlyList<PlannedOutage>? planned = null)
    {
        var facts = day.Facts;
        Flag?[] flags =
        [
            Rate(facts, minutes),
            Efficiency(facts, minutes),
            Replay(facts, minutes, intake),
            Selection(day, minutes, planned ?? []),
            Clock(intake),
        ];
        string?[] notCheckable =
        [
            TokensPerSecondRoof(facts) is null ? FlagCodes.ImpossibleRate : null,
            TokensPerJouleRoof(facts) is null || minutes.All(minute => minute.GpuEnergyJoules is null)
                ? FlagCodes.ImpossibleEfficiency
                : null,
            intake.MedianDelaySeconds is null ? FlagCodes.ClockSkew : null,
        ];
        return new([.. flags.OfType<Flag>()], [.. notCheckable.OfType<string>()]);
    }

    /// <summary>The most tokens per second that the engine's accelerators can compute; null where a fact is missing.</summary>
    public static double? TokensPerSecondRoof(EngineFacts facts) =>
        facts.Accelerators == 0 ? null : facts.PeakFlopPerSecond * facts.Accelerators / (2 * facts.ActiveParameters);

    /// <summary>The most tokens that a joule can compute at peak and full power; null where a fact is missing.</summary>
    public static double? TokensPerJouleRoof(EngineFacts facts) =>
        facts.PeakFlopPerSecond / facts.MaxPowerWatts / (2 * facts.ActiveParameters);

    private static Flag? Rate(EngineFacts facts, IReadOnlyList<EngineMinute> minutes)
    {
        if (minutes.FirstOrDefault(IsBroken) is { } broken)
            return new(FlagCodes.ImpossibleRate, "A number of the minute is negative or not finite, or a share above 1.", broken.Start);
        if (TokensPerSecondRoof(facts) is not { } roof)
            return null;
        var limit = roof * RateTolerance;
        if (minutes.FirstOrDefault(minute => IsAboveRoof(minute, limit)) is { } minute)
            return AboveRoof(FlagCodes.ImpossibleRate, minute.Start, WorkedTokens(minute) / minute.TokenSeconds, roof);
        // Tokens of intervals whose length nobody knows took at most the day.
        var overall = minutes.Sum(WorkedTokens) / SecondsOfDay;
        return overall > limit ? AboveRoof(FlagCodes.ImpossibleRate, null, overall, roof) : null;
    }

    private static bool IsAboveRoof(EngineMinute minute, double limit) => minute.TokenSeconds > 0 && WorkedTokens(minute) / minute.TokenSeconds > limit;

    private static Flag AboveRoof(string code, long? minute, double rate, double roof) => new(
        code, string.Create(CultureInfo.InvariantCulture, $"{rate:G6} tokens per second, where the accelerators can compute {roof:G6}."), minute);

    private static Flag? Efficiency(EngineFacts facts, IReadOnlyList<EngineMinute> minutes)
    {
        foreach (var minute in minutes)
        {
            if (Sentence(facts, minute) is { } sentence)
                return new(FlagCodes.ImpossibleEfficiency, sentence, minute.Start);
        }
        return null;
    }

    private static string? Sentence(EngineFacts facts, EngineMinute minute)
    {
        if (IsAbovePower(minute.GpuEnergyJoules, minute.GpuEnergyLongestSeconds, facts.MaxPowerWatts * facts.Accelerators)
            || IsAbovePower(minute.HostEnergyJoules, minute.HostEnergyLongestSeconds, facts.HostMaxPowerWatts))
            return "More joules in a second than the hardware may draw.";
        var boundary = facts.HasNoAccelerators ? EnergyBoundary.Node : EnergyBoundary.Gpu;
        if (EngineDay.EnergyOf(facts, boundary, minute) is not { } energy
            || !EngineDay.IsJoined(minute.TokenSeconds, energy.Seconds)
            || WorkedTokens(minute) is not (> 0 and var tokens))
            return null;
        if (energy.Joules == 0)
            return "Tokens, and no joules at all.";
        var efficiency = tokens / energy.Joules;
        return TokensPerJouleRoof(facts) is { } roof && efficiency > roof * EfficiencyTolerance
            ? string.Create(CultureInfo.InvariantCulture, $"{efficiency:G6} tokens per joule, where the accelerators at full power can compute {roof:G6}.")
            : null;
    }

    private static bool IsAbovePower(double? joules, double seconds, double? watts) => seconds > 0 && joules / seconds > watts * PowerTolerance;

    private static Flag? Replay(EngineFacts facts, IReadOnlyList<EngineMinute> minutes, Intake intake)
    {
        if (TokensPerSecondRoof(facts) is { } roof
            && minutes.FirstOrDefault(minute => minute.Resets > 0 && IsAboveRoof(minute, roof * RateTolerance)) is { } reset)
            return AboveRoof(FlagCodes.ReplayedCounter, reset.Start, WorkedTokens(reset) / reset.TokenSeconds, roof);
        return (intake.Repeated ?? RepeatedRun.InMinutes(minutes)) is { } run
            ? new(FlagCodes.ReplayedCounter, $"{RepeatedRun.Length} steps in a row repeat earlier ones, bit for bit.", run.Second)
            : null;
    }

    private static Flag? Selection(EngineDay day, IReadOnlyList<EngineMinute> minutes, IReadOnlyList<PlannedOutage> planned)
    {
        if (day.TokenCoverage < LeastTokenCoverage)
            return new(FlagCodes.SelectiveReporting, Share("Tokens were reported for {0} of the expected time.", day.TokenCoverage.Value));
        if (day.Facts.Boundary is not { } boundary || minutes.All(minute => EngineDay.EnergyOf(day.Facts, boundary, minute) is null))
            return null;
        var energy = MinuteCoverage.Of(day.Day, minutes, minute => EngineDay.EnergyOf(day.Facts, boundary, minute)?.Seconds ?? 0);
        var expected = MinuteCoverage.Expected(day.Day, planned);
        var withTokens = minutes.Where(minute => minute.GeneratedTokens > 0).Select(minute => (minute.Start - day.Day) / Rollups.BucketLength.Minute)
            .Where(index => expected[index] > 0).ToArray();
        var share = withTokens.Length == 0 ? 1 : withTokens.Count(index => energy[index] >= EngineDay.JoinedShare * 60) / (double)withTokens.Length;
        return share < LeastEnergyCoverage
            ? new(FlagCodes.SelectiveReporting, Share("Energy was reported for {0} of the minutes with tokens.", share))
            : null;
    }

    private static Flag? Clock(Intake intake) => intake.MedianDelaySeconds is { } delay && Math.Abs(delay) > ClockTolerance
        ? new(FlagCodes.ClockSkew, string.Create(CultureInfo.InvariantCulture, $"The median batch came {delay:G6} s after the time it states."))
        : null;

    private static string Share(string sentence, double share) =>
        string.Format(CultureInfo.InvariantCulture, sentence, string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %"));

    /// <summary>What was certainly computed: prompts only where it is known what of them was not cached. Never accuses of more than was done.</summary>
    private static double WorkedTokens(EngineMinute minute) => minute.ComputedTokens ?? minute.GeneratedTokens ?? 0;

    private static bool IsBroken(EngineMinute minute)
    {
        ReadOnlySpan<double?> numbers =
        [
            minute.GeneratedTokens, minute.PromptTokens, minute.CachedPromptTokens, minute.Requests, minute.Errors, minute.GeneratedCharacters,
            minute.GpuEnergyJoules, minute.HostEnergyJoules, minute.Utilisation, minute.MeanBatch,
            minute.TokenSeconds, minute.GpuEnergySeconds, minute.HostEnergySeconds, minute.GpuEnergyLongestSeconds, minute.HostEnergyLongestSeconds,
            minute.UpSeconds,
        ];
        foreach (var number in numbers)
        {
            if (number is { } known && !(double.IsFinite(known) && known >= 0))
                return true;
        }
        return minute.Utilisation > 1;
    }
}
