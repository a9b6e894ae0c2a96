using System.Security.Cryptography;
using Npgsql;

namespace Sovereign.Durability.Tests;

/// <summary>What a portal publishes that has just been started over nothing; a start that was interrupted must end in the same.</summary>
/// <param name="Editions">How many.</param>
/// <param name="Figures">SHA-256 of all published figures as CSV.</param>
internal sealed record FirstStart(long Editions, string Figures)
{
    /// <summary>Looks at a portal nobody has written to.</summary>
    public static async Task<FirstStart> LookAsync(Lane lane, CancellationToken ct)
    {
        using var client = new PortalClient(lane.Address, new Tokens("", ""));
        await using var database = await lane.ConnectAsync(ct);
        await Invariants.WaitUntilAllIsReadAsync(database, ct);
        await Invariants.NothingAsync(database, ct);
        await using var count = new NpgsqlCommand("SELECT count(*) FROM datasets.edition", database);
        var (body, _) = await client.FiguresAsync("", ct);
        return new FirstStart((long)(await count.ExecuteScalarAsync(ct))!, Convert.ToHexStringLower(SHA256.HashData(body)));
    }
}
