using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Sovereign.Dashboard.Tests.Fixtures;
using Sovereign.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Snapshots;

/// <summary>
/// The SQL behind the addresses that read most. How many statements a page sends, and which, changes only where somebody means it to. Statements that
/// only look whether somebody waits (Hangfire's, the connection's own) are left out.
/// </summary>
public sealed class HeaviestReadsTests(SeededPortal portal) : IClassFixture<SeededPortal>
{
    private static readonly (string Title, string Address)[] Reads =
    [
        ("All figures", "/api/v1/observations"),
        ("One page of figures", "/api/v1/observations?indicator=datacenter-power&limit=10"),
        ("The gap", "/api/v1/gap?country=IND&reference=USA"),
        ("A key figure", "/api/v1/kpis/power-gap-ratio"),
        ("The overview", "/"),
        ("A country", "/countries/IND"),
        ("An indicator", "/indicators/datacenter-power"),
        ("All countries", "/countries"),
        ("All datasets", "/data"),
        ("A dataset", "/data/datacenter-power"),
    ];

    [Fact]
    public async Task The_statements_of_the_heaviest_reads()
    {
        var reads = new StringBuilder("-- Statements by address; what each number means follows.\n");
        var statements = new List<string>();
        foreach (var (title, address) in Reads)
        {
            // The first time fills what is kept by edition; what every reader pays is the second.
            await ReadAsync(address);
            var sent = (await ReadAsync(address)).GroupBy(sql => sql.Trim()).Select(group => $"{group.Count()} × {Number(group.Key)}");
            reads.Append("-- ").Append(title).Append(", ").Append(address).Append(": ").AppendJoin(", ", sent).Append('\n');
        }

        foreach (var (index, sql) in statements.Index()) reads.Append("\n-- ").Append(index + 1).Append('\n').Append(sql).Append(";\n");
        Snapshot.Match(reads.ToString(), "statements.sql");

        int Number(string sql)
        {
            if (!statements.Contains(sql)) statements.Add(sql);
            return statements.IndexOf(sql) + 1;
        }
    }

    private async Task<IReadOnlyList<string>> ReadAsync(string address)
    {
        var seen = new ConcurrentQueue<string>();
        var trace = ActivityTraceId.CreateRandom();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                // Other tests of this process read at the same time: only what belongs to this request counts.
                if (activity.TraceId == trace && (activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) is string sql) seen.Enqueue(sql);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        using var answer = await portal.Http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return [.. seen];
    }
}
