namespace Sovereign.Dashboard.Access;

/// <summary>A person as the rest of the portal sees one.</summary>
/// <param name="Id">Key in <c>access.person</c>.</param>
/// <param name="Pseudonym">What the audit log writes, such as <c>p-7k2m9x4q</c>: the log names no one once the person's row is cleared.</param>
/// <param name="Email">Address used to sign in; null for system accounts.</param>
/// <param name="DisplayName">Name shown on pages.</param>
/// <param name="Kind">Human or system.</param>
/// <param name="Roles">Role codes of <see cref="Access.Roles"/>; empty for system accounts.</param>
public sealed record KnownPerson(
    Guid Id, string Pseudonym, string? Email, string DisplayName, PersonKind Kind, IReadOnlyList<string> Roles)
{
    /// <summary>Whether this person has the permission.</summary>
    public bool May(string permission) => RoleMatrix.PersonMay(this, permission);
}
