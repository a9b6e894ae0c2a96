using Sovereign.Analytics.Decomposition;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Gap.Decompositions;

/// <summary>The answer to an identity that there is not, and what may have been meant.</summary>
public static class UnknownIdentity
{
    public static Refusal Of(string asked)
    {
        var nearest = string.Join(", ", To(asked).Select(identity => identity.Code));
        return new(
            "unknown-identity",
            $"There is no identity '{Echo.Of(asked)}'. {(nearest.Length == 0 ? $"There are: {string.Join(", ", IdentityCatalogue.All.Select(identity => identity.Code))}" : $"Nearest: {nearest}")}.");
    }

    /// <summary>What may have been meant, the nearest first.</summary>
    public static IReadOnlyList<Identity> To(string asked) => Nearest.To(asked, IdentityCatalogue.All, identity => [identity.Code, identity.Title]);
}
