using Sovereign.Analytics.Kpis;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Gap;

/// <summary>Verdicts as people read them; colour only repeats the word.</summary>
public static class VerdictWords
{
    public static string Text(this GapVerdict verdict) => verdict switch
    {
        GapVerdict.Behind => "behind",
        GapVerdict.Level => "level",
        GapVerdict.Ahead => "ahead",
        GapVerdict.NotDistinguishable => "not distinguishable",
        GapVerdict.KnownAtLeast => "known at least",
        GapVerdict.NotComparable => "not comparable",
        GapVerdict.NoVerdict => "no verdict",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    public static Tone Tone(this GapVerdict verdict) => verdict switch
    {
        GapVerdict.Behind => Design.Tone.Caution,
        GapVerdict.Ahead or GapVerdict.Level => Design.Tone.Good,
        _ => Design.Tone.Plain,
    };
}
