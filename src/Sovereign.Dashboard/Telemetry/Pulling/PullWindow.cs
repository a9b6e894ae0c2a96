namespace Sovereign.Dashboard.Telemetry.Pulling;

/// <summary>
/// Minutes that are asked for. A store is asked for values at whole minutes, each the newest sample up to then: what is known at the end of a minute. So the
/// value of 12:01 is kept as read a millisecond before, within the minute whose increase it closes.
/// </summary>
/// <param name="From">Start of the first minute, milliseconds since 1970.</param>
/// <param name="To">End of the last.</param>
/// <param name="LeadIn">How far before it values are asked for as well: the first minute's increases begin there.</param>
public sealed record PullWindow(long From, long To, long LeadIn)
{
    public const long Step = 60_000;

    /// <summary>The first time that is asked for.</summary>
    public long FirstStep => From - LeadIn + Step;

    /// <summary>Starts of its minutes.</summary>
    public IReadOnlySet<long> Minutes
    {
        get
        {
            var minutes = new HashSet<long>();
            for (var at = From; at < To; at += Step) minutes.Add(at);
            return minutes;
        }
    }

    /// <summary>When the value of a step counts as read.</summary>
    public static long ReadAt(long step) => step - 1;
}
