using Microsoft.AspNetCore.Authorization;

namespace Sovereign.Dashboard.Access;

/// <summary>Asks for one permission, of whoever makes the request; carries its own check, so nothing has to be registered for it.</summary>
/// <param name="permission">One of <see cref="Permissions"/>.</param>
public sealed class PermissionRequirement(string permission)
    : AuthorizationHandler<PermissionRequirement>, IAuthorizationRequirement
{
    /// <summary>One of <see cref="Permissions"/>.</summary>
    public string Permission { get; } = permission;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        var may = PersonClaims.Read(context.User)?.May(requirement.Permission) ?? RoleMatrix.AnyoneMay(requirement.Permission);
        if (may) context.Succeed(requirement);
        return Task.CompletedTask;
    }

    public override string ToString() => $"permission {Permission}";
}
