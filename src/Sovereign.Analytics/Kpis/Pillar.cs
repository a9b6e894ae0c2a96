namespace Sovereign.Analytics.Kpis;

/// <summary>The four pillars of sovereign AI, in the order in which they are shown: what it runs on, what it learns from, what is known of making it, and who makes it.</summary>
public enum Pillar
{
    Infrastructure,
    Data,
    Algorithms,
    Talent,
}

public static class Pillars
{
    public static IReadOnlyList<Pillar> All { get; } = Enum.GetValues<Pillar>();

    public static string Code(this Pillar pillar) => pillar switch
    {
        Pillar.Infrastructure => "infrastructure",
        Pillar.Data => "data",
        Pillar.Algorithms => "algorithms",
        Pillar.Talent => "talent",
        _ => throw new ArgumentOutOfRangeException(nameof(pillar)),
    };

    /// <summary>
    /// The pillar that an indicator speaks of; null for one that only gives context, such as population, and for one that this list does not know.
    /// </summary>
    /// <param name="indicator">The indicator's code.</param>
    public static Pillar? Of(string indicator) => indicator switch
    {
        "datacenter-power" or "datacenter-electricity" or "datacenter-count" or "accelerators-h100e" or "accelerators-units" or "accelerators-announced"
            or "public-cloud-regions" or "public-cloud-regions-gpu" or "top500-rmax" or "electricity-price-industrial" or "electricity-generation"
            or "grid-carbon-intensity" or "cloud-import-spend" => Pillar.Infrastructure,
        "internet-users" or "mobile-subscriptions" or "smartphone-base" => Pillar.Data,
        "rnd-spend" or "government-ai-investment" => Pillar.Algorithms,
        "ai-talent" or "developers" or "stem-graduates" => Pillar.Talent,
        _ => null,
    };

    /// <summary>What a pillar means and no indicator here measures, said before somebody takes the rest for the whole.</summary>
    public static string Unmeasured(this Pillar pillar) => pillar switch
    {
        Pillar.Infrastructure => "How much of the power and of the accelerators serves AI, how far they are used, and who may use them.",
        Pillar.Data => "Text and speech in the country's languages, public records open to machines, and who controls them. Who is online stands in for it, and only as far as people are the source of data.",
        Pillar.Algorithms => "What the models in use deliver per joule, and which methods the country masters. Spending stands in for it, and spending is no result.",
        Pillar.Talent => "How good people are at what they do, whether they stay, and whether they work on AI in the country itself.",
        _ => throw new ArgumentOutOfRangeException(nameof(pillar)),
    };
}
