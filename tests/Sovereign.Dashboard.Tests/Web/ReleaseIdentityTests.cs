using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Web;
using Xunit;

namespace Sovereign.Dashboard.Tests.Web;

/// <summary>A setting that answers print is a part of their ETags: else readers would keep what was printed before it changed.</summary>
public sealed class ReleaseIdentityTests
{
    /// <summary>Settings that no answer prints or starts from.</summary>
    private static readonly string[] unseen =
        [nameof(PortalOptions.DataDirectory), nameof(PortalOptions.Role), nameof(PortalOptions.DemoPassword), nameof(PortalOptions.TrustedProxies), nameof(PortalOptions.DatabasePasswordFile)];

    [Fact]
    public void Every_setting_that_answers_print_changes_their_tags()
    {
        var plain = new ReleaseIdentity(Options.Create(new PortalOptions())).Code;
        foreach (var setting in typeof(PortalOptions).GetProperties().Where(property => property.SetMethod is not null))
        {
            var options = new PortalOptions();
            setting.SetValue(options, setting.PropertyType == typeof(string) ? "something else" : throw new InvalidOperationException($"Say here how {setting.Name} is changed."));
            var changed = new ReleaseIdentity(Options.Create(options)).Code != plain;
            Assert.True(changed != unseen.Contains(setting.Name), $"{setting.Name}: add it to PortalOptions.Printed, or here to those that no answer prints");
        }
    }

    [Fact]
    public void Texts_do_not_run_into_each_other() => Assert.NotEqual(ReleaseIdentity.Hash("a\n1:b", "c"), ReleaseIdentity.Hash("a", "b\n1:c"));
}
