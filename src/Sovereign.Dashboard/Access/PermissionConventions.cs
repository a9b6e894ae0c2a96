namespace Sovereign.Dashboard.Access;

/// <summary>Stating permissions on endpoints and groups.</summary>
public static class PermissionConventions
{
    /// <summary>States the permission that the endpoint, or every endpoint of the group, asks for.</summary>
    /// <param name="builder">Endpoint or group.</param>
    /// <param name="permission">One of <see cref="Permissions"/>.</param>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder builder, string permission)
        where TBuilder : IEndpointConventionBuilder
    {
        var stated = new RequirePermissionAttribute(permission);
        builder.Add(endpoint => endpoint.Metadata.Add(stated));
        return builder;
    }
}
