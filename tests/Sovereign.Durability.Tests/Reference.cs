namespace Sovereign.Durability.Tests;

/// <summary>The reference data that the test defines over HTTP, and the bodies that define it.</summary>
internal static class Reference
{
    public const string Indicator = "durability";
    public const string Source = "durability-survey";

    public static object IndicatorBody => new { title = "Durability", unit = "GW", direction = "higher" };

    public static object SourceBody(string title) => new { title, publisher = "An office", licence = "CC-BY-4.0", redistribution = "open" };

    /// <summary>Each dataset has a source of its own, so that the keys of two never meet.</summary>
    public static object DatasetBody(string code) => new { title = code, publisher = "An office", licence = "CC-BY-4.0", source = code };
}
