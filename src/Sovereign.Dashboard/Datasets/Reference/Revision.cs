namespace Sovereign.Dashboard.Datasets.Reference;

/// <summary>A row of reference data that stands for the editions in <c>[EditionFrom, EditionTo)</c>. It is closed and succeeded, never overwritten.</summary>
public abstract class Revision
{
    /// <summary>Identity across revisions.</summary>
    public int Id { get; set; }

    public int EditionFrom { get; set; }

    /// <summary>The first edition that no longer sees this row; null while it stands.</summary>
    public int? EditionTo { get; set; }
}
