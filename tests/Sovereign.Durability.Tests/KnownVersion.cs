namespace Sovereign.Durability.Tests;

/// <summary>A version that the portal acknowledged, or that was found after an answer was lost, and where it must stand.</summary>
internal sealed class KnownVersion(Guid id, Revision revision)
{
    public Guid Id => id;

    public Revision Revision => revision;

    /// <summary>As the database says it; anything the intake may have reached while it is on its way.</summary>
    public string Status { get; set; } = "unread";

    public int? Edition { get; set; }

    public string? Semantic { get; set; }

    public (long Added, long Changed, long Absent) Changes { get; set; }

    public long Removed { get; set; }
}
