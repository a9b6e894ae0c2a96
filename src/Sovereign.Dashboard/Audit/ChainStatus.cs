namespace Sovereign.Dashboard.Audit;

/// <summary>
/// The last walk along the log, for pages: a walk reads every entry, so however often a page is asked for it is made at most once a minute, and never
/// twice at a time.
/// </summary>
public sealed class ChainStatus(VerifyChain verify, TimeProvider clock) : IDisposable
{
    /// <summary>How long a report is shown.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim turn = new(1, 1);
    private ChainReport? last;

    public void Dispose() => turn.Dispose();

    /// <summary>A report that is at most <see cref="KeptFor"/> old; it says when it was made.</summary>
    public async Task<ChainReport> LatestAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (last is null || clock.GetUtcNow() - last.CheckedAt >= KeptFor) last = await verify.RunAsync(null, ct);
            return last;
        }
        finally
        {
            turn.Release();
        }
    }
}
