namespace Sovereign.Dashboard.Access;

/// <summary>Who acts.</summary>
public enum PersonKind
{
    /// <summary>Someone who signs in.</summary>
    Human,

    /// <summary>The portal itself, for its own data; has no password and no tokens.</summary>
    System,
}
