using System.Globalization;
using Npgsql;
using Sovereign.Tests.Fixtures;

namespace Sovereign.Benchmarks.Ingest;

/// <summary>The portal with its database, and the engines enrolled as an operator enrols them.</summary>
internal sealed class PortalTarget : IIngestTarget
{
    private readonly PortalUnderLoad portal;
    private readonly string[] keys;

    private PortalTarget(PortalUnderLoad portal, string[] keys) => (this.portal, this.keys) = (portal, keys);

    public string Name => "portal with PostgreSQL";

    public Uri Address => new(portal.Address, "api/v1/write");

    public double ProcessorSeconds => portal.ProcessorSeconds;

    public int PortalId => portal.PortalId;

    public int DatabaseId => portal.DatabaseId;

    public string KeyOf(int group) => keys[group % keys.Length];

    public static async Task<PortalTarget> StartAsync(int sites)
    {
        var portal = await PortalUnderLoad.StartAsync("all");
        var keys = new string[sites];
        for (var i = 0; i < sites; i++) keys[i] = (await PortalProcess.RunAsync(portal.Folder, ["sites", "add", Site(i), "--country", "IND"], CancellationToken.None)).Trim();
        var file = Path.Combine(portal.Folder, "engines.csv");
        await File.WriteAllTextAsync(file, IngestPayload.Table(group => Site(group % sites)));
        await PortalProcess.RunAsync(portal.Folder, ["engines", "import", file], CancellationToken.None);
        return new(portal, keys);

        static string Site(int number) => string.Create(CultureInfo.InvariantCulture, $"site-{number}");
    }

    /// <summary>Waits until everything is rolled up to minutes.</summary>
    public async Task UntilRolledUpAsync()
    {
        while (await ScalarAsync("SELECT count(*) FROM telemetry.touched") > 0) await Task.Delay(20);
    }

    public async Task<long> ScalarAsync(string query)
    {
        await using var connection = new NpgsqlConnection(portal.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(query, connection) { CommandTimeout = 600 };
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>Samples that are stored: each is one element of a row.</summary>
    public Task<long> SamplesAsync() => ScalarAsync("SELECT coalesce(sum(cardinality(series)), 0) FROM telemetry.reading");

    /// <summary>Bytes of a partitioned table with its indexes.</summary>
    public Task<long> BytesAsync(string table) => ScalarAsync($"SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('telemetry.{table}')");

    public ValueTask DisposeAsync() => portal.DisposeAsync();
}
