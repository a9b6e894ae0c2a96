namespace Sovereign.Dashboard.Datasets;

/// <summary>Who published a figure.</summary>
/// <param name="ThirdHand">True where the figure is known only through a republication: no headline is written from it alone.</param>
public sealed record Source(
    string Code, string Title, string Publisher, int? Year, string? Url, string Licence, Redistribution Redistribution, bool ThirdHand, string? Note);
