using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Npgsql;
using Sovereign.Dashboard.Audit;

namespace Sovereign.Dashboard.Access;

/// <summary>Writes refused permissions of signed-in people to the audit log, at most one a minute for each person on each node.</summary>
public sealed class RefusalLog(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    // One entry per person with an account, so it stays small.
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _lastNoted = new();

    /// <summary>Notes that the actor asked for something the role matrix does not give.</summary>
    public async Task NoteAsync(Actor actor, string permission, string method, string path, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_lastNoted.TryGetValue(actor.Id, out var last) && now - last < s_pause) return;
        _lastNoted[actor.Id] = now;
        var details = new JsonObject { ["permission"] = permission, ["method"] = method };
        await using var connection = await database.OpenConnectionAsync(ct);
        await AuditLog.AppendAsync(
            connection, null, new AuditEvent(now, actor.Pseudonym, EventNames.PermissionRefused, $"path:{path}", details), ct);
    }
}
