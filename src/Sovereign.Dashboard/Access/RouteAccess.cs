using Microsoft.AspNetCore.Authorization;

namespace Sovereign.Dashboard.Access;

/// <summary>What a route states about who may use it.</summary>
/// <param name="Methods">HTTP methods, such as <c>GET</c>; <c>*</c> for any.</param>
/// <param name="Pattern">Route pattern, such as <c>/countries/{iso3}</c>.</param>
/// <param name="Permissions">Permissions it asks for.</param>
/// <param name="IsOpen">True when it is marked as open to all.</param>
public sealed record RouteAccess(string Methods, string Pattern, IReadOnlyList<string> Permissions, bool IsOpen)
{
    internal static RouteAccess Of(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods;
        return new RouteAccess(
            methods is { Count: > 0 } ? string.Join(",", methods.Order(StringComparer.Ordinal)) : "*",
            "/" + endpoint.RoutePattern.RawText?.TrimStart('/'),
            [.. endpoint.Metadata.GetOrderedMetadata<RequirePermissionAttribute>().Select(stated => stated.Permission).Distinct()],
            endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);
    }

    public override string ToString() => $"{Methods} {Pattern}: {(IsOpen ? "open " : "")}{string.Join(", ", Permissions)}".TrimEnd(' ', ':');
}
