using Microsoft.AspNetCore.Authorization;

namespace Sovereign.Dashboard.Access;

/// <summary>
/// States the permission a route asks for. On pages <c>@attribute [RequirePermission(Permissions.Upload)]</c>, on endpoints
/// <c>.RequirePermission(Permissions.Upload)</c>.
/// </summary>
// Not an AuthorizeAttribute: that one would add "must be signed in", and published data is for everyone.
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequirePermissionAttribute : Attribute, IAuthorizationRequirementData
{
    /// <param name="permission">One of <see cref="Permissions"/>.</param>
    /// <exception cref="ArgumentException">The permission does not exist; the portal does not start.</exception>
    public RequirePermissionAttribute(string permission)
    {
        if (!Permissions.All.Contains(permission))
            throw new ArgumentException($"There is no permission '{permission}'.", nameof(permission));
        Permission = permission;
    }

    /// <summary>One of <see cref="Permissions"/>.</summary>
    public string Permission { get; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new PermissionRequirement(Permission)];
}
