namespace Sovereign.Analytics.Kpis;

/// <summary>The parts of the subject under which key figures are grouped, in the order in which they are shown.</summary>
public enum Pillar
{
    Infrastructure,
    Energy,
    Talent,
    Research,
    Access,
}

public static class Pillars
{
    public static string Code(this Pillar pillar) => pillar switch
    {
        Pillar.Infrastructure => "infrastructure",
        Pillar.Energy => "energy",
        Pillar.Talent => "talent",
        Pillar.Research => "research",
        Pillar.Access => "access",
        _ => throw new ArgumentOutOfRangeException(nameof(pillar)),
    };
}
