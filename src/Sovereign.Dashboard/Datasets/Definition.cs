namespace Sovereign.Dashboard.Datasets;

/// <summary>One exact meaning of an indicator.</summary>
/// <param name="Code">Unique within the indicator.</param>
public sealed record Definition(string Code, string Title, string Text);
