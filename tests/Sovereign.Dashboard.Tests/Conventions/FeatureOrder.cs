using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace Sovereign.Dashboard.Tests.Conventions;

/// <summary>Who uses whom among the portal's folders.</summary>
internal static class FeatureOrder
{
    private const string Root = "Sovereign.Dashboard";

    private static readonly Dictionary<Assembly, ILookup<string, (string To, string Example)>> Known = [];

    /// <summary>One line per pair of folders that breaks the order, with an example.</summary>
    /// <param name="assembly">The portal.</param>
    /// <param name="order">Features, left to right.</param>
    /// <param name="shared">Folders that everybody may use and that use no feature.</param>
    public static IReadOnlyList<string> Violations(Assembly assembly, string[][] order, string[] shared)
    {
        var places = order.Index().SelectMany(group => group.Item, (group, feature) => (feature, group.Index)).ToDictionary(entry => entry.feature, entry => entry.Index);
        var uses = Uses(assembly);
        return
        [
            .. from folder in places.Keys.Concat(shared)
               from use in uses[folder]
               where places.TryGetValue(use.To, out var used) && (!places.TryGetValue(folder, out var user) || used > user)
               group use.Example by $"{folder} uses {use.To}" into pair
               select $"{pair.Key}: {pair.First()}",
        ];
    }

    /// <summary>First part of every namespace under the root; empty for what stands at the root.</summary>
    public static IReadOnlyCollection<string> Folders(Assembly assembly) =>
        [.. assembly.GetTypes().Select(type => Folder(type.Namespace)).OfType<string>().Distinct()];

    private static ILookup<string, (string To, string Example)> Uses(Assembly assembly)
    {
        lock (Known)
        {
            if (Known.TryGetValue(assembly, out var known)) return known;
            var architecture = new ArchLoader().LoadAssembly(assembly).Build();
            return Known[assembly] = (
                from type in architecture.Types
                let user = Folder(type.Namespace?.FullName)
                where user is not null
                from dependency in type.Dependencies
                let to = Folder(dependency.Target.Namespace?.FullName)
                where to is not null && to != user
                select (user, use: (to, Example: $"{type.FullName} -> {dependency.Target.FullName}")))
                .Distinct()
                .ToLookup(pair => pair.user, pair => pair.use);
        }
    }

    private static string? Folder(string? space) => space switch
    {
        Root => "",
        { } under when under.StartsWith(Root + ".", StringComparison.Ordinal) => under[(Root.Length + 1)..].Split('.')[0],
        _ => null,
    };
}
