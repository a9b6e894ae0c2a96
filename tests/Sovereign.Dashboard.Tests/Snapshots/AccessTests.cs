using Microsoft.AspNetCore.Routing;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Tests.Fixtures;
using Sovereign.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Snapshots;

/// <summary>Who may do what, and what every route asks for: the cheapest security review there is.</summary>
public sealed class AccessTests(SeededPortal portal) : IClassFixture<SeededPortal>
{
    [Fact]
    public void Roles_by_permission()
    {
        var lines = Permissions.All.Order(StringComparer.Ordinal).Select(permission =>
            $"| {permission} | {string.Join(" | ", Roles.All.Select(role => RoleMatrix.RoleMay(role, permission) ? "yes" : "")
                .Append(SystemAccounts.Seed.May(permission) ? "yes" : "").Prepend(RoleMatrix.AnyoneMay(permission) ? "yes" : ""))} |");
        string[] head = [$"| permission | anyone | {string.Join(" | ", Roles.All)} | system |", $"| --- |{string.Concat(Enumerable.Repeat(" --- |", Roles.All.Count + 2))}"];
        Snapshot.Match(string.Join('\n', head.Concat(lines)), "roles.md");
    }

    [Fact]
    public void Routes_by_permission() =>
        Snapshot.Match(string.Join('\n', EveryRouteStatesAPermission.Routes((IEndpointRouteBuilder)portal.App).Select(route => route.ToString())), "routes.txt");
}
