namespace Sovereign.Dashboard.Access;

/// <summary>The portal's own accounts, rows of <c>migrations/0001-access.sql</c>.</summary>
public static class SystemAccounts
{
    /// <summary>Loads the seed data.</summary>
    public static readonly Actor Seed = Account("00000000-0000-7000-8000-000000000001", "system-seed", "Seed data");

    /// <summary>Closes telemetry days.</summary>
    public static readonly Actor Telemetry = Account("00000000-0000-7000-8000-000000000002", "system-telemetry", "Telemetry");

    /// <summary>Both.</summary>
    public static readonly IReadOnlyList<Actor> All = [Seed, Telemetry];

    private static Actor Account(string id, string pseudonym, string name) =>
        new(Guid.ParseExact(id, "D"), pseudonym, null, name, PersonKind.System, []);
}
