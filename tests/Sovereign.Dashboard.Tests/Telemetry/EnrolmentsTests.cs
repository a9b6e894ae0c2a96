using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry;

public sealed class EnrolmentsTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>After a quiet hour two look at once: the second must not go by the hour before, while the first is still asking.</summary>
    [Fact]
    public async Task Nobody_is_answered_from_long_ago_while_another_asks()
    {
        var clock = new FakeTimeProvider();
        using var enrolments = new Enrolments(portal.Database, clock);
        var before = await enrolments.CurrentAsync(Ct);
        await new Fleet(portal).EnrolAsync();
        clock.Advance(TimeSpan.FromHours(1));

        await using var connection = await portal.Database.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using (var hold = new NpgsqlCommand("LOCK TABLE telemetry.enrolment IN ACCESS EXCLUSIVE MODE", connection)) await hold.ExecuteNonQueryAsync(Ct);
        var (first, second) = (enrolments.CurrentAsync(Ct).AsTask(), enrolments.CurrentAsync(Ct).AsTask());
        await transaction.RollbackAsync(Ct);

        Assert.Equal(before.Engines.Count + 1, (await first).Engines.Count);
        Assert.Equal(before.Engines.Count + 1, (await second).Engines.Count);
    }
}
