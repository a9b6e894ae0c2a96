using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Access;

/// <summary>The keys behind cookies and form tokens, which all nodes share through the database.</summary>
public sealed class SharedKeys(NpgsqlDataSource database, IDataProtectionProvider protection)
{
    // Any constant serves; it only has to differ from the other advisory locks of the portal.
    private const long LockKey = 0x534F5645_0003;

    /// <summary>
    /// Sees to it that a key exists before this node serves. Two nodes that start at once on an empty database would each make one, and a node
    /// looks for keys of others only shortly after its start and once a day: what one signed, the other would refuse. So they make it in turn.
    /// </summary>
    public async Task EnsureAsync(CancellationToken ct)
    {
        var holder = await database.OpenConnectionAsync(ct);
        await using var turn = await SessionLock.TakeAsync(holder, LockKey, ct);
        // Protecting anything reads the ring, and makes a key when there is none.
        protection.CreateProtector(nameof(SharedKeys)).Protect([]);
    }
}
