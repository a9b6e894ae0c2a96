using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Quantities;
using static Sovereign.Analytics.Kpis.Formula;

namespace Sovereign.Analytics.Kpis;

/// <summary>How many times the AI talent of a country the reference country has.</summary>
public static class AiTalentGap
{
    public static readonly Kpi Kpi = new(
        Code: "ai-talent-gap",
        Title: "AI talent gap",
        Unit: Unit.Ratio,
        FormulaVersion: 1,
        Definition:
            "People who work in artificial intelligence in the reference country divided by those in the country, both on one "
            + "definition.",
        Direction: Direction.Lower,
        Formula: Reference(Indicators.AiTalent) / Country(Indicators.AiTalent),
        PrimaryIndicator: Indicators.AiTalent,
        // Shares in the Global AI Competitiveness Index, 2025: United States and India.
        Example: new([new(Reference(Indicators.AiTalent), "978000"), new(Country(Indicators.AiTalent), "210000")], Expected: "4.66"),
        Pillar: Pillar.Talent,
        Limits:
            "Publishers draw the line around AI talent at very different places, so few countries stand on one definition. It "
            + "counts people, not what they can do, and not per inhabitant.",
        Minimum: 0);
}
