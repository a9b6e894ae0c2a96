namespace Sovereign.Dashboard.Web.Display;

/// <summary>Which colours a reader chose.</summary>
public enum Theme
{
    /// <summary>Those of the reader's device; the default.</summary>
    System,

    Light,

    Dark,
}
