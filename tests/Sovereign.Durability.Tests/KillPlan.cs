namespace Sovereign.Durability.Tests;

/// <summary>Which kills are done, in which order: every phase with every target, in rounds, each round shuffled by the seed.</summary>
internal static class KillPlan
{
    /// <summary>A first start takes as long as many other kills, so it is in every so many rounds alone, the first included.</summary>
    private const int RoundsBetweenFirstStarts = 4;

    public static IReadOnlyList<PlannedKill> Make(int seed, int count)
    {
        var random = new Random(seed);
        var plan = new List<PlannedKill>();
        for (var round = 0; plan.Count < count; round++)
        {
            var pairs = (from phase in Enum.GetValues<Phase>()
                         where phase != Phase.FirstStart || round % RoundsBetweenFirstStarts == 0
                         from target in Enum.GetValues<Target>()
                         select (phase, target)).ToArray();
            random.Shuffle(pairs);
            foreach (var (phase, target) in pairs.Take(count - plan.Count)) plan.Add(new PlannedKill(plan.Count + 1, phase, target, random.Next()));
        }

        return plan;
    }
}
