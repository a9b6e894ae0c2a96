using Npgsql;

namespace Sovereign.Dashboard.Data;

/// <summary>Tells a database that is away for a while from a fault of ours.</summary>
public static class DatabaseAway
{
    // Connections that fail; no room, memory or connections left; shut down by an administrator, after a crash, or not taking connections yet.
    private static readonly string[] Classes = ["08", "53", "57P"];

    /// <summary>
    /// Whether the exception comes of a server that is not there, is starting, is stopping or has no room left. EF wraps what it takes for transient, and what ends a session
    /// is not transient in Npgsql's eyes.
    /// </summary>
    public static bool Explains(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is NpgsqlException { IsTransient: true }) return true;
            if (fault is PostgresException { SqlState: var state } && Classes.Any(start => state.StartsWith(start, StringComparison.Ordinal))) return true;
        }

        return false;
    }
}
