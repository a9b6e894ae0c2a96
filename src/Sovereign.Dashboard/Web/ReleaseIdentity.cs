using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Sovereign.Analytics.Decomposition;
using Sovereign.Analytics.Kpis;

namespace Sovereign.Dashboard.Web;

/// <summary>What answers depend on beside the edition and the address: the build, its formulas, the settings they print, the static files they link.</summary>
public sealed class ReleaseIdentity(IOptions<PortalOptions> options)
{
    private readonly ConditionalWeakTable<ResourceAssetCollection, string> assets = [];

    /// <summary>The same on every node of one build with one configuration.</summary>
    public string Code { get; } = Hash(
        typeof(ReleaseIdentity).Assembly.ManifestModule.ModuleVersionId.ToString("N"),
        string.Join(
            ',', KpiCatalogue.All.Select(kpi => (kpi.Code, Version: kpi.FormulaVersion)).Concat(IdentityCatalogue.All.Select(identity => (identity.Code, identity.Version)))
                .Select(formula => string.Create(CultureInfo.InvariantCulture, $"{formula.Code}@{formula.Version}"))),
        options.Value.Printed);

    /// <summary>The same for pages, which name the static files by their fingerprints: a style sheet may change while the program does not.</summary>
    public string CodeWith(ResourceAssetCollection? linked) =>
        linked is null ? Code : assets.GetValue(linked, files => Hash(Code, string.Join('\n', files.Select(file => file.Url).Order(StringComparer.Ordinal))));

    /// <summary>One hash of several texts, 128 bits in lower-case hexadecimal.</summary>
    public static string Hash(params ReadOnlySpan<string?> parts)
    {
        // A part cannot hold the separator and pass for two: it stands with its length.
        var text = new StringBuilder(512);
        foreach (var part in parts) text.Append(CultureInfo.InvariantCulture, $"{part?.Length ?? -1}:{part}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
