using System.Collections.Frozen;

namespace Sovereign.Dashboard.Telemetry.Mapping;

/// <summary>Labels that tell a person, a client or what a person ran. A map that keeps one is refused.</summary>
public static class PersonalLabels
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "end_user", "user", "user_id", "user_email", "user_agent", "username", "client_ip", "client_address", "hashed_api_key", "api_key", "api_key_alias",
        "team", "team_alias", "org_id", "org_alias", "job_user", "job_id", "comm", "exe", "command", "pid", "session_id",
        "enduser.id", "user.id", "user.email", "user_agent.original", "client.address");

    public static bool Has(string label) => Names.Contains(label);
}
