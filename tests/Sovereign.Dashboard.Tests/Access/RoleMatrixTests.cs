using Sovereign.Dashboard.Access;
using Xunit;

namespace Sovereign.Dashboard.Tests.Access;

public sealed class RoleMatrixTests
{
    [Fact]
    public void Only_published_data_needs_no_sign_in() =>
        Assert.Equal([Permissions.ReadPublished], Permissions.All.Where(RoleMatrix.AnyoneMay));

    [Fact]
    public void Every_permission_constant_is_in_the_list()
    {
        var constants = typeof(Permissions).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(constants.Order(), Permissions.All.Order());
    }

    [Fact]
    public void An_unknown_role_gives_nothing_beyond_an_account() =>
        Assert.Equal(
            [Permissions.OwnAccount, Permissions.ReadPublished],
            Permissions.All.Where(permission => RoleMatrix.RoleMay("owner", permission)).Order());

    [Fact]
    public void System_accounts_load_data_and_manage_nobody()
    {
        Assert.True(SystemAccounts.Seed.May(Permissions.Publish));
        Assert.False(SystemAccounts.Seed.May(Permissions.ManageUsers));
        Assert.False(SystemAccounts.Seed.May(Permissions.OwnAccount));
    }

    [Fact]
    public void A_misspelt_permission_stops_the_start() =>
        Assert.Throws<ArgumentException>(() => new RequirePermissionAttribute("data.raed"));
}
