using System.Net;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Access;

/// <summary>What a refusal leaves in the log, over HTTP.</summary>
public sealed class RefusalLogTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_not_signed_in_leaves_nothing()
    {
        var before = await CountAsync();
        for (var i = 0; i < 20; i++)
        {
            (await portal.Http.GetAsync("/audit", Ct)).Dispose();
            (await portal.SendAsync(HttpMethod.Get, "/api/v1/audit/events")).Dispose();
            (await portal.SendAsync(HttpMethod.Get, "/api/v1/audit/events", "sov_unknown")).Dispose();
            (await portal.SendAsync(HttpMethod.Post, "/api/v1/datasets/x/versions")).Dispose();
        }

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_hostile_path_is_cut_cleaned_and_keeps_no_secret()
    {
        var token = await portal.AddPersonAsync(Roles.Planner);
        var path = $"/api/v1/datasets/{token}%0A%1B%E2%80%AE%F0%9F%98%80{new string('x', 20_000)}/versions?key=secret-in-query";
        using var answer = await portal.SendAsync(HttpMethod.Post, path, token, new StringContent("x"));
        Assert.Equal("not-permitted", await RunningPortal.ProblemAsync(answer, HttpStatusCode.Forbidden));

        var subject = await portal.ScalarAsync<string>("SELECT subject FROM audit.event WHERE subject LIKE 'path:/api/v1/datasets/sov%'");
        Assert.StartsWith("path:/api/v1/datasets/sov_…\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDxxx", subject, StringComparison.Ordinal);
        Assert.InRange(subject.Length, 100, 210);
        Assert.Equal(0, await portal.ScalarAsync<long>("SELECT count(*) FROM audit.event e WHERE e::text LIKE '%secret-in-query%' OR e::text LIKE $1", $"%{token}%"));
    }

    [Fact]
    public async Task A_caller_who_hangs_up_is_noted_all_the_same()
    {
        var token = await portal.AddPersonAsync(Roles.Operator);
        var before = await CountAsync();
        // Held up by the chain's lock until the caller is gone.
        await using var holder = await portal.Database.OpenConnectionAsync(Ct);
        await using (var hold = new Npgsql.NpgsqlCommand("SELECT pg_advisory_lock(x'41554449'::bigint)", holder)) await hold.ExecuteScalarAsync(Ct);
        using var patience = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/audit/head") { Headers = { Authorization = new("Bearer", token) } };
        var answer = portal.Http.SendAsync(request, patience.Token);
        while (!await portal.ScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")) await Task.Delay(10, Ct);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await using (var release = new Npgsql.NpgsqlCommand("SELECT pg_advisory_unlock(x'41554449'::bigint)", holder)) await release.ExecuteScalarAsync(Ct);
        while (await CountAsync() == before) await Task.Delay(10, Ct);
        Assert.Equal(before + 1, await CountAsync());
    }

    private Task<long> CountAsync() => portal.ScalarAsync<long>("SELECT count(*) FROM audit.event WHERE name = 'permission.refused'");
}
