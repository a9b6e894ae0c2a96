using System.Security.Cryptography;
using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>Recognises a sender by its key.</summary>
public sealed class SenderKeys(Enrolments enrolments, TimeProvider clock)
{
    /// <param name="key">As sent.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Who sends; null where the key is unknown, revoked or has expired.</returns>
    public async ValueTask<SenderKey?> RecogniseAsync(string key, CancellationToken ct)
    {
        if (EngineKey.NameIn(key) is not { } name) return null;
        var book = await enrolments.CurrentAsync(ct);
        if (book.Key(name) is null) book = await enrolments.NewestAsync(ct);
        if (book.Key(name) is not { } row || row.ExpiresAt <= clock.GetUtcNow()) return null;
        return CryptographicOperations.FixedTimeEquals(row.Hash, EngineKey.HashOf(key)) ? new(row.Id, row.SiteId, row.EngineId) : null;
    }
}
