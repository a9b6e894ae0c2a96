namespace Sovereign.Dashboard.Exports.Shown;

/// <summary>Whose figures a file holds.</summary>
/// <param name="Allowed">What its terms let others do with them, in a few words.</param>
public sealed record Credit(string Code, string Title, string Publisher, int? Year, string? Url, string Licence, string Allowed);
