using System.Security.Cryptography;
using System.Text;

namespace Sovereign.Dashboard.Telemetry.Live;

/// <summary>The fleet at one instant, as it is printed. Provisional.</summary>
/// <param name="At">When it was read.</param>
/// <param name="NewestAt">Time of the newest number in it; null where there is none.</param>
/// <param name="Set">Changes when engines are enrolled or retired: then the table has other rows.</param>
/// <param name="Sentence">The fleet in one sentence.</param>
/// <param name="Totals">The tiles' texts; null for what is not known.</param>
/// <param name="Engines">What has to be printed of each.</param>
public sealed record FleetSnapshot(
    DateTimeOffset At, DateTimeOffset? NewestAt, string Set, string Sentence, IReadOnlyList<string?> Totals, IReadOnlyList<FleetSnapshot.Line> Engines)
{
    /// <summary>An engine.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="State"><c>live</c>, <c>stale</c>, <c>silent</c> or <c>never</c>.</param>
    /// <param name="Texts">In the order of <see cref="FleetColumns.All"/>.</param>
    public sealed record Line(string Code, string State, IReadOnlyList<string?> Texts);

    /// <summary>Prints a fleet.</summary>
    public static FleetSnapshot Of(IReadOnlyList<FleetEngine> fleet, DateTimeOffset at)
    {
        var totals = FleetTotals.Of(fleet);
        return new(
            at, totals.NewestAt, SetOf(fleet), totals.Sentence, FleetTiles.TextsOf(totals),
            [.. fleet.Select(engine => new Line(engine.Code, engine.State, FleetColumns.TextsOf(engine)))]);
    }

    /// <summary>Whether another snapshot says the same, later.</summary>
    public bool SaysTheSameAs(FleetSnapshot? other) =>
        other is not null && (NewestAt, Set, Sentence) == (other.NewestAt, other.Set, other.Sentence) && Totals.SequenceEqual(other.Totals)
        && Engines.Count == other.Engines.Count && Engines.Zip(other.Engines).All(pair => pair.First.State == pair.Second.State && pair.First.Texts.SequenceEqual(pair.Second.Texts));

    private static string SetOf(IReadOnlyList<FleetEngine> fleet) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', fleet.Select(engine => engine.Code)))).AsSpan(0, 8));
}
