using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Npgsql;

namespace Sovereign.Durability.Tests;

/// <summary>
/// Carries out the kills of one lane: brings the portal into the phase, kills, lets it recover, finds out what became of what was not acknowledged, checks
/// the invariants, and finishes what was begun. Nobody else writes, so that the ledger knows everything.
/// </summary>
internal sealed class KillRun(Lane lane, Tokens tokens, Ledger ledger, Timings timings) : IDisposable
{
    private const int SmallSize = 300;
    private const int LargeSize = 50_000;

    // Past the size at which a first load becomes a segment of its own.
    private const int SegmentSize = 100_000;
    private const int MostSegments = 2;

    private PortalClient client = new(lane.Address, tokens);
    private int segments;

    /// <summary>What became of the kill, for the log.</summary>
    public string Outcome { get; private set; } = "";

    /// <summary>From the kill until the portal answered and had read everything.</summary>
    public TimeSpan Recovery { get; private set; }

    /// <summary>Defines the reference data and publishes the first state.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        await using var database = await lane.ConnectAsync(ct);
        await using (var command = new NpgsqlCommand("SELECT number, published_at, kind FROM datasets.edition ORDER BY number", database))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct)) ledger.Editions.Add(new KnownEdition(reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), ledger.LatestAnswers));
        }

        await DefineNowAsync($"indicators/{Reference.Indicator}", Reference.IndicatorBody, ct);
        await DefineNowAsync($"sources/{Reference.Source}", Reference.SourceBody(ledger.SourceTitle = "Title 0"), ct);
        var random = new Random(0);
        foreach (var dataset in new[] { await AddDatasetAsync("durability-small", SmallSize, ct), await AddDatasetAsync("durability-large", LargeSize, ct) })
            await ReviseAsync(null, random, dataset, ct);
    }

    /// <summary>Carries out one kill.</summary>
    public async Task RunAsync(PlannedKill kill, CancellationToken ct)
    {
        var random = new Random(kill.Seed);
        Outcome = "acknowledged";
        switch (kill.Phase)
        {
            case Phase.Starting:
                await StartAsync(kill, random, ct);
                break;
            case Phase.Defining:
                await DefineAsync(kill, random, ct);
                break;
            default:
                await ReviseAsync(kill, random, await ChooseAsync(kill, random, ct), ct);
                break;
        }
    }

    /// <summary>Every edition that was ever seen is asked again.</summary>
    public Task CheckAllAsync(CancellationToken ct) => Invariants.CheckAllEditionsAsync(client, ledger, ct);

    public void Dispose() => client.Dispose();

    private async Task<DatasetModel> ChooseAsync(PlannedKill kill, Random random, CancellationToken ct)
    {
        if (segments < MostSegments && kill.Phase is Phase.Publishing or Phase.Reading && random.Next(8) == 0)
            return await AddDatasetAsync($"durability-segment-{++segments}", SegmentSize, ct);
        var large = random.Next(kill.Phase == Phase.Reading ? 2 : 6) == 0;
        return ledger.Dataset(large ? "durability-large" : "durability-small");
    }

    private async Task<DatasetModel> AddDatasetAsync(string code, int size, CancellationToken ct)
    {
        await DefineNowAsync($"sources/{code}", Reference.SourceBody(code), ct);
        await DefineNowAsync($"datasets/{code}", Reference.DatasetBody(code), ct);
        var dataset = new DatasetModel(code, size);
        ledger.Datasets.Add(dataset);
        return dataset;
    }

    // A file from upload to publication, or to its rejection when it has errors.
    private async Task ReviseAsync(PlannedKill? kill, Random random, DatasetModel dataset, CancellationToken ct)
    {
        var errors = dataset.Semantic is not null && kill?.Phase is Phase.Uploading or Phase.Received or Phase.Reading && random.Next(6) == 0;
        var revision = dataset.Next(random, errors);
        var size = revision.File.Length > 100_000 ? "large" : "small";

        var version = kill?.Phase == Phase.Uploading
            ? await UploadStruckAsync(kill, random, revision, size, ct)
            : Add(revision, Expect(await timings.MeasureAsync($"upload {size}", () => client.UploadAsync(dataset.Code, new ByteArrayContent(revision.File), ct)), HttpStatusCode.Accepted));

        if (kill?.Phase is Phase.Received or Phase.Reading)
        {
            var moment = kill.Phase == Phase.Reading ? timings.MomentOf($"reading {size}", random) : TimeSpan.Zero;
            await StrikeAsync(kill, random, moment, null, ct);
            await SettleAsync(random, _ => Task.CompletedTask, ct);
        }

        await timings.MeasureAsync(version.Status == "unread" ? $"reading {size}" : "look", () => UntilReadAsync(version, ct));
        if (kill?.Phase == Phase.Draft)
        {
            await StrikeAsync(kill, random, TimeSpan.Zero, null, ct);
            await SettleAsync(random, _ => Task.CompletedTask, ct);
        }

        if (revision.Errors > 0)
        {
            Expect(await client.RejectAsync(dataset.Code, version.Id, ct), HttpStatusCode.NoContent);
            version.Status = "rejected";
            return;
        }

        Expect(await client.ExplainAsync(dataset.Code, version.Id, ct), HttpStatusCode.OK);
        if (kill?.Phase == Phase.Publishing) await PublishStruckAsync(kill, random, dataset, version, size, ct);
        if (version.Status == "draft")
            Publish(dataset, version, Expect(await timings.MeasureAsync($"publish {size}", () => client.PublishAsync(dataset.Code, version.Id, revision, ct)), HttpStatusCode.OK));
        if (kill?.Phase == Phase.Published)
        {
            await StrikeAsync(kill, random, TimeSpan.Zero, null, ct);
            await SettleAsync(random, _ => Task.CompletedTask, ct);
        }

        await Invariants.CheckCurrentAsync(client, ledger, dataset, ct);
    }

    private async Task<KnownVersion> UploadStruckAsync(PlannedKill kill, Random random, Revision revision, string size, CancellationToken ct)
    {
        var body = new HeldContent(revision.File);
        var upload = client.UploadAsync(revision.Dataset, body, ct);
        await Task.WhenAny(body.Halfway, upload);
        // Half of the kills meet a body that is not complete, half what follows it.
        if (random.Next(2) == 0) body.Release();
        var striking = StrikeAsync(kill, random, timings.MomentOf($"upload {size}", random), upload, ct, body.Release);
        var reply = (await striking)!;
        KnownVersion? version = null;
        await SettleAsync(random, async database =>
        {
            await using var find = new NpgsqlCommand("SELECT v.id FROM datasets.version v JOIN datasets.source_file f ON f.id = v.source_file_id WHERE f.sha256 = $1", database);
            find.Parameters.Add(new() { Value = revision.Sha256 });
            var id = (Guid?)await find.ExecuteScalarAsync(ct);
            if (!reply.IsUnknown && Expect(reply, HttpStatusCode.Accepted).GetProperty("id").GetGuid() != id)
                throw new InvalidDataException($"An acknowledged upload is lost: {reply}");
            Outcome = !reply.IsUnknown ? "acknowledged" : id is null ? "unknown, old" : "unknown, new";
            if (id is { } found) version = Add(revision, found);
        }, ct);
        if (!reply.IsUnknown) return version!;

        // Whoever got no answer sends the file again, and has one version of it in the end.
        var again = Expect(await client.UploadAsync(revision.Dataset, new ByteArrayContent(revision.File), ct), HttpStatusCode.Accepted);
        if (version is not null && again.GetProperty("id").GetGuid() != version.Id) throw new InvalidDataException("The same file again became a second version");
        return version ?? Add(revision, again);
    }

    private async Task PublishStruckAsync(PlannedKill kill, Random random, DatasetModel dataset, KnownVersion version, string size, CancellationToken ct)
    {
        var publish = client.PublishAsync(dataset.Code, version.Id, version.Revision, ct);
        var reply = (await StrikeAsync(kill, random, timings.MomentOf($"publish {size}", random), publish, ct))!;
        await SettleAsync(random, async database =>
        {
            if (!reply.IsUnknown)
            {
                Publish(dataset, version, Expect(reply, HttpStatusCode.OK));
                return;
            }

            await using var find = new NpgsqlCommand("SELECT e.number, e.published_at FROM datasets.version v JOIN datasets.edition e ON e.number = v.edition WHERE v.id = $1", database);
            find.Parameters.Add(new() { Value = version.Id });
            await using var reader = await find.ExecuteReaderAsync(ct);
            var published = await reader.ReadAsync(ct);
            Outcome = published ? "unknown, new" : "unknown, old";
            if (published) Publish(dataset, version, reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1));
        }, ct);
        if (reply.IsUnknown && version.Status == "published")
            Expect(await client.PublishAsync(dataset.Code, version.Id, version.Revision, ct), HttpStatusCode.Conflict);
    }

    private async Task DefineAsync(PlannedKill kill, Random random, CancellationToken ct)
    {
        var title = $"Title {kill.Number}";
        var define = client.DefineAsync($"sources/{Reference.Source}", Reference.SourceBody(title), ct);
        var reply = (await StrikeAsync(kill, random, timings.MomentOf("define", random), define, ct))!;
        await SettleAsync(random, async database =>
        {
            await using var find = new NpgsqlCommand(
                "SELECT s.title, e.number, e.published_at FROM datasets.source s JOIN datasets.edition e ON e.number = s.edition_from WHERE s.code = $1 AND s.edition_to IS NULL", database);
            find.Parameters.Add(new() { Value = Reference.Source });
            await using var reader = await find.ExecuteReaderAsync(ct);
            await reader.ReadAsync(ct);
            var stands = reader.GetString(0);
            if (!reply.IsUnknown) Expect(reply, HttpStatusCode.NoContent);
            if (stands != title && (!reply.IsUnknown || stands != ledger.SourceTitle)) throw new InvalidDataException($"The source is called {stands}; acknowledged was {ledger.SourceTitle}, then {reply}");
            Outcome = !reply.IsUnknown ? "acknowledged" : stands == title ? "unknown, new" : "unknown, old";
            if (stands == title) ledger.Editions.Add(new KnownEdition(reader.GetInt32(1), reader.GetFieldValue<DateTimeOffset>(2), "reference", ledger.LatestAnswers));
            ledger.SourceTitle = stands;
        }, ct);
        if (ledger.SourceTitle != title) await DefineNowAsync($"sources/{Reference.Source}", Reference.SourceBody(ledger.SourceTitle = title), ct);
    }

    // The portal, or all of it, is killed first; the kill that counts meets the start that follows.
    private async Task StartAsync(PlannedKill kill, Random random, CancellationToken ct)
    {
        await lane.KillAsync(random.Next(2) == 0 ? Target.Portal : Target.Both, random);
        await lane.BeginStartAsync();
        await StrikeAsync(kill, random, timings.MomentOf("start", random), null, ct);
        await SettleAsync(random, _ => Task.CompletedTask, ct);
    }

    private async Task<Reply?> StrikeAsync(PlannedKill kill, Random random, TimeSpan moment, Task<Reply>? underWay, CancellationToken ct, Action? afterwards = null)
    {
        await Task.Delay(moment, ct);
        var started = Stopwatch.GetTimestamp();
        await lane.KillAsync(kill.Target, random);
        afterwards?.Invoke();
        var reply = underWay is null ? null : await underWay;
        await lane.RecoverAsync(ct);
        client.Dispose();
        client = new PortalClient(lane.Address, tokens);
        await using var database = await lane.ConnectAsync(ct);
        await Invariants.WaitUntilAllIsReadAsync(database, ct);
        Recovery = Stopwatch.GetElapsedTime(started);
        foreach (var version in ledger.Versions.Where(version => version.Status == "unread")) version.Status = "draft";
        return reply;
    }

    private async Task SettleAsync(Random random, Func<NpgsqlConnection, Task> lookAsync, CancellationToken ct)
    {
        await using var database = await lane.ConnectAsync(ct);
        await lookAsync(database);
        await Invariants.CheckAsync(database, client, ledger, random, ct);
    }

    private async Task<JsonElement> UntilReadAsync(KnownVersion version, CancellationToken ct)
    {
        while (true)
        {
            var state = Expect(await client.VersionAsync(version.Revision.Dataset, version.Id, ct), HttpStatusCode.OK);
            version.Status = state.GetProperty("status").GetString()!;
            if (version.Status is not ("received" or "reading")) return state;
            await Task.Delay(10, ct);
        }
    }

    private KnownVersion Add(Revision revision, JsonElement accepted) => Add(revision, accepted.GetProperty("id").GetGuid());

    private KnownVersion Add(Revision revision, Guid id)
    {
        var version = new KnownVersion(id, revision) { Changes = ledger.Dataset(revision.Dataset).Compare(revision) };
        ledger.Versions.Add(version);
        return version;
    }

    private void Publish(DatasetModel dataset, KnownVersion version, JsonElement published) =>
        Publish(dataset, version, published.GetProperty("edition").GetInt32(), published.GetProperty("publishedAt").GetDateTimeOffset());

    private void Publish(DatasetModel dataset, KnownVersion version, int edition, DateTimeOffset publishedAt)
    {
        foreach (var before in ledger.Versions.Where(other => other.Status == "published" && other.Revision.Dataset == dataset.Code)) before.Status = "superseded";
        version.Removed = version.Revision.RemoveMissing ? version.Changes.Absent : 0;
        dataset.Publish(version.Revision);
        (version.Status, version.Edition, version.Semantic) = ("published", edition, dataset.Semantic);
        ledger.Editions.Add(new KnownEdition(edition, publishedAt, "publication", ledger.LatestAnswers.Remove(dataset.Code)));
    }

    private async Task DefineNowAsync(string what, object body, CancellationToken ct)
    {
        Expect(await timings.MeasureAsync("define", () => client.DefineAsync(what, body, ct)), HttpStatusCode.NoContent);
        await using var database = await lane.ConnectAsync(ct);
        await using var newest = new NpgsqlCommand("SELECT number, published_at FROM datasets.edition ORDER BY number DESC LIMIT 1", database);
        await using var reader = await newest.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        ledger.Editions.Add(new KnownEdition(reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1), "reference", ledger.LatestAnswers));
    }

    private static JsonElement Expect(Reply reply, HttpStatusCode status) =>
        reply.Status == status ? reply.Body : throw new InvalidDataException($"{reply}, expected {(int)status}");
}
