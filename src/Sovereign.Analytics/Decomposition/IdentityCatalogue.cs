namespace Sovereign.Analytics.Decomposition;

/// <summary>All identities, in the order in which they are shown. Adding one is its file and a line here.</summary>
public static class IdentityCatalogue
{
    public static IReadOnlyList<Identity> All { get; } =
    [
        PowerByEconomy.Identity,
        PowerByElectricity.Identity,
        PowerByTalent.Identity,
        PowerByDevelopers.Identity,
        PowerByBill.Identity,
        Delivered.Identity,
        DeliveredByAccelerators.Identity,
    ];

    public static Identity? Find(string code) => All.FirstOrDefault(identity => identity.Code == code);
}
