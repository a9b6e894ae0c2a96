namespace Sovereign.Dashboard.Access;

/// <summary>Who asks for a use case: a signed-in person, or a system account acting for the portal itself.</summary>
/// <param name="Id">Key in <c>access.person</c>.</param>
/// <param name="Pseudonym">What the audit log writes, such as <c>p-7k2m9x4q</c>: the log names no one once the person's row is cleared.</param>
/// <param name="Email">Address used to sign in; null for system accounts.</param>
/// <param name="DisplayName">Name shown on pages.</param>
/// <param name="Kind">Human or system.</param>
/// <param name="Roles">Codes of <see cref="Access.Roles"/>; empty for system accounts.</param>
public sealed record Actor(Guid Id, string Pseudonym, string? Email, string DisplayName, PersonKind Kind, IReadOnlyList<string> Roles)
{
    /// <summary>True for the accounts that seed and that close telemetry days.</summary>
    public bool IsSystem => Kind == PersonKind.System;

    /// <summary>Whether the actor has the permission.</summary>
    public bool May(string permission) => RoleMatrix.ActorMay(this, permission);
}
