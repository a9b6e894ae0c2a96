using System.Collections.Frozen;

namespace Sovereign.Dashboard.Access;

/// <summary>
/// Who may do what: the only place where roles and permissions meet. An administrator adds people, but neither publishes nor
/// alters the log.
/// </summary>
public static class RoleMatrix
{
    private static readonly FrozenSet<string> s_anyone = FrozenSet.Create(Permissions.ReadPublished);

    private static readonly FrozenSet<string> s_anyoneSignedIn = FrozenSet.Create(Permissions.OwnAccount);

    private static readonly FrozenDictionary<string, FrozenSet<string>> s_byRole = new Dictionary<string, FrozenSet<string>>
    {
        [Roles.Policymaker] = [],
        [Roles.Planner] = FrozenSet.Create(Permissions.ReadTelemetry),
        [Roles.Analyst] = FrozenSet.Create(Permissions.Upload, Permissions.Publish, Permissions.Define, Permissions.ReadDrafts),
        [Roles.Auditor] = FrozenSet.Create(Permissions.ReadDrafts, Permissions.ReadAudit, Permissions.ReadTelemetry),
        [Roles.Operator] = FrozenSet.Create(Permissions.ReadTelemetry, Permissions.ManageEngines),
        [Roles.Admin] = FrozenSet.Create(Permissions.ManageUsers),
    }.ToFrozenDictionary();

    // The accounts that seed and that close telemetry days; that each touches only its own datasets is the use case's rule.
    private static readonly FrozenSet<string> s_system =
        FrozenSet.Create(Permissions.Upload, Permissions.Publish, Permissions.Define, Permissions.ReadDrafts);

    /// <summary>Whether no sign-in is needed.</summary>
    public static bool AnyoneMay(string permission) => s_anyone.Contains(permission);

    /// <summary>Whether one role alone gives the permission. An unknown role gives nothing.</summary>
    public static bool RoleMay(string role, string permission) =>
        AnyoneMay(permission) || s_anyoneSignedIn.Contains(permission) || (s_byRole.TryGetValue(role, out var has) && has.Contains(permission));

    /// <summary>Whether the actor's roles (or being a system account) give the permission.</summary>
    public static bool ActorMay(Actor actor, string permission) =>
        AnyoneMay(permission)
        || (actor.IsSystem
            ? s_system.Contains(permission)
            : s_anyoneSignedIn.Contains(permission) || actor.Roles.Any(role => RoleMay(role, permission)));
}
