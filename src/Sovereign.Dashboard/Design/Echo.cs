namespace Sovereign.Dashboard.Design;

/// <summary>What somebody typed, as it is repeated to them.</summary>
public static class Echo
{
    private const int Shown = 80;

    /// <summary>The text itself, or its beginning where it is too long to be read.</summary>
    public static string Of(string text) => text.Length <= Shown ? text : string.Concat(text.AsSpan(0, Shown), "…");
}
