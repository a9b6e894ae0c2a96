namespace Sovereign.Dashboard.Datasets.Publishing;

/// <summary>How a draft differs from what is published of its dataset.</summary>
/// <param name="FirstLoad">True when nothing of the dataset is published yet.</param>
/// <param name="Absent">Published rows that the draft does not mention.</param>
public sealed record ChangeCounts(bool FirstLoad, long Added, long Changed, long Absent);
