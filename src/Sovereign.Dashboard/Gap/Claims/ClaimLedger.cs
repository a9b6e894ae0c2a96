using System.Globalization;
using Sovereign.Analytics.Periods;
using Sovereign.Dashboard.Datasets.Seeding;

namespace Sovereign.Dashboard.Gap.Claims;

/// <summary>The published claims that this release examines, in the order of the file. Text of the release, not data of an edition.</summary>
public sealed class ClaimLedger
{
    private ClaimLedger(IReadOnlyList<Claim> claims) => Claims = claims;

    public IReadOnlyList<Claim> Claims { get; }

    /// <summary>Reads <c>claims.csv</c> and <c>claim-reconstructions.csv</c>.</summary>
    /// <exception cref="InvalidDataException">A reconstruction belongs to no claim, or a cell that must be filled is empty.</exception>
    public static ClaimLedger Read(string folder)
    {
        var reconstructions = SeedTable.Read(Path.Combine(folder, "claim-reconstructions.csv"))
            .ToLookup(row => row["claim"], row => new Reconstruction(
                row["title"], Key(row, "numerator"), Key(row, "denominator"), row.Flag("mixes_definitions"), row.Optional("comment")));
        var claims = SeedTable.Read(Path.Combine(folder, "claims.csv"))
            .Select(row => new Claim(
                row["code"], row["claim"], row["as_published"], row["where"], row.Optional("published_on"), row.Optional("indicator"),
                row.Optional("country"), row.Optional("reference"), double.Parse(row["value"], CultureInfo.InvariantCulture), row["value"], row["unit"],
                row["reading"], [.. reconstructions[row["code"]]]))
            .ToList();
        foreach (var group in reconstructions)
        {
            if (claims.All(claim => claim.Code != group.Key))
                throw new InvalidDataException($"claim-reconstructions.csv speaks of the claim '{group.Key}', which claims.csv does not know.");
        }
        return new ClaimLedger(claims);
    }

    private static FigureKey Key(SeedRow row, string side) => new(
        row[$"{side}_indicator"], row.Optional($"{side}_definition") ?? "", row[$"{side}_country"], Period.Parse(row[$"{side}_period"]), row[$"{side}_source"]);
}
