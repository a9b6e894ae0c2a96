namespace Sovereign.Dashboard.Access;

/// <summary>Who stands behind a pseudonym.</summary>
/// <param name="Pseudonym">What the audit log writes.</param>
/// <param name="DisplayName">Name shown on pages.</param>
/// <param name="IsErased">True for someone whose name and address were erased.</param>
public sealed record NamedPerson(string Pseudonym, string DisplayName, bool IsErased);
