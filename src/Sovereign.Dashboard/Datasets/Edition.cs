namespace Sovereign.Dashboard.Datasets;

/// <summary>One state of everything published. Numbers grow by one; number 0 stands for "before the first edition".</summary>
/// <param name="Number">The integer that every answer names.</param>
/// <param name="PublishedAt">Instant of publication, strictly increasing with the number.</param>
public sealed record Edition(int Number, DateTimeOffset PublishedAt)
{
    /// <summary>Before anything was published: every list is empty.</summary>
    public static readonly Edition None = new(0, DateTimeOffset.MinValue);
}
