using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Sovereign.Analytics.Observations;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets;
using Sovereign.Dashboard.Datasets.Intake;
using Sovereign.Dashboard.Datasets.Reference;
using Xunit;

namespace Sovereign.Dashboard.Tests.Fixtures;

/// <summary>
/// The real portal, pages and jobs in one process, over a database of its own with a little reference data, for tests that write:
/// <c>class SomeTests(RunningPortal portal) : IClassFixture&lt;RunningPortal&gt;</c>. Tests of one class keep apart by <see cref="NewDatasetAsync"/>.
/// </summary>
public sealed class RunningPortal(TestServer server) : IAsyncLifetime
{
    /// <summary>The header that tests use unless they try another.</summary>
    public const string Header = "indicator,country,period,value,unit,definition";

    private WebApplication? app;
    private int datasets;
    private int people;

    public string ConnectionString { get; private set; } = "";

    /// <summary>For SQL in tests; not the portal's own.</summary>
    public NpgsqlDataSource Database { get; private set; } = null!;

    /// <summary>Asks without signing in.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>Tokens of two analysts: one uploads, the other publishes.</summary>
    public string Uploader { get; private set; } = "";

    public string Publisher { get; private set; } = "";

    public WebApplication App => app!;

    public IServiceProvider Services => app!.Services;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await server.CloneAsync(Ct);
        Database = NpgsqlDataSource.Create(ConnectionString);
        await StartAsync();
        await DefineAsync(Reference());
        Uploader = await AddPersonAsync(Roles.Analyst);
        Publisher = await AddPersonAsync(Roles.Analyst);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (ConnectionString is "") return;
        await Database.DisposeAsync();
        await TestServer.DropAsync(ConnectionString, CancellationToken.None);
    }

    public async Task StartAsync()
    {
        app = Portal.Build(
            ["--applicationName", "Sovereign.Dashboard", "--urls", "http://127.0.0.1:0"], ConnectionString, builder => builder.Logging.ClearProviders());
        await app.StartAsync(Ct);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http = new HttpClient { BaseAddress = new Uri(address) };
    }

    public async Task StopAsync()
    {
        Http?.Dispose();
        if (app is null) return;
        await app.DisposeAsync();
        app = null;
    }

    /// <summary>Adds someone with the role and answers a token of theirs.</summary>
    public async Task<string> AddPersonAsync(string role)
    {
        var person = await AddAsync(role);
        return Value(await Services.GetRequiredService<IssueToken>().RunAsync(person.Id, "tests", null, AuditEvent.CommandLine, Ct)).Secret;
    }

    /// <summary>Adds someone with the role and signs them in.</summary>
    public async Task<SignedInBrowser> BrowserOfAsync(string role) => await SignedInBrowser.OpenAsync(this, (await AddAsync(role)).Email!);

    public async Task DefineAsync(ReferenceSet wanted) =>
        Value(await Services.GetRequiredService<DefineReference>().RunAsync(SystemAccounts.Seed, wanted, "tests", Ct));

    /// <summary>A dataset whose rows cannot collide with another's: it has a source of its own, of the same code.</summary>
    public async Task<string> NewDatasetAsync()
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"set-{++datasets}");
        var source = new Source(code, "A survey", "An office", 2025, null, "CC-BY-4.0", Redistribution.Open, false, null);
        await DefineAsync(new ReferenceSet { Sources = [source], Datasets = [new Dataset(0, code, $"Set {code}", "", "An office", "CC-BY-4.0", code)] });
        return code;
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string address, string? token = null, HttpContent? content = null, string? accept = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        return await Http.SendAsync(request, Ct);
    }

    public Task<HttpResponseMessage> UploadAsync(
        string dataset, byte[] body, string? token, string fileName = "figures.csv", string contentType = "text/csv")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"attachment; filename=\"{fileName}\"");
        return SendAsync(HttpMethod.Post, $"/api/v1/datasets/{dataset}/versions", token, content);
    }

    /// <summary>Uploads as <see cref="Uploader"/> and answers the version, read to its end.</summary>
    public Task<Guid> DraftAsync(string dataset, params string[] rows) => DraftAsync(dataset, Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. rows])));

    /// <inheritdoc cref="DraftAsync(string, string[])"/>
    public async Task<Guid> DraftAsync(string dataset, byte[] body, string fileName = "figures.csv")
    {
        using var answer = await UploadAsync(dataset, body, Uploader, fileName);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var id = (await JsonAsync(answer)).GetProperty("id").GetGuid();
        Assert.Equal($"/api/v1/datasets/{dataset}/versions/{id}", answer.Headers.Location!.OriginalString);
        await ReadAsync(id);
        return id;
    }

    /// <summary>Sees to it that the version is read: here, unless the portal's worker was faster.</summary>
    public async Task ReadAsync(Guid version)
    {
        await Services.GetRequiredService<ReadVersionJob>().RunAsync(version, Ct);
        await WaitUntilReadAsync(version);
    }

    public async Task WaitUntilReadAsync(Guid version)
    {
        while (await ScalarAsync<string>("SELECT status FROM datasets.version WHERE id = $1", version) is "received" or "reading")
            await Task.Delay(TimeSpan.FromMilliseconds(25), Ct);
    }

    public Task<HttpResponseMessage> TryPublishAsync(string dataset, Guid version, object? request = null, string? token = null) => SendAsync(
        HttpMethod.Post, $"/api/v1/datasets/{dataset}/versions/{version}/publish", token ?? Publisher,
        new StringContent(JsonSerializer.Serialize(request ?? new { }), Encoding.UTF8, "application/json"));

    public Task<HttpResponseMessage> PostAsync(string dataset, Guid version, string step, object? body = null, string? token = null) => SendAsync(
        HttpMethod.Post, $"/api/v1/datasets/{dataset}/versions/{version}/{step}", token ?? Uploader,
        new StringContent(JsonSerializer.Serialize(body ?? new { }), Encoding.UTF8, "application/json"));

    /// <summary>Gives every warning of a draft the same reason.</summary>
    public async Task ExplainAllAsync(string dataset, Guid version)
    {
        var codes = FindingCodes.All.Where(code => !code.Blocks).Select(code => new { code = code.Code });
        using var answer = await PostAsync(dataset, version, "explanations", new { reason = "made up for a test", items = codes });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Publishes as <see cref="Publisher"/> and answers what was made; warnings get a reason first.</summary>
    public async Task<JsonElement> PublishAsync(string dataset, Guid version, object? request = null)
    {
        if (await ScalarAsync<long>("SELECT unexplained FROM datasets.version WHERE id = $1", version) > 0) await ExplainAllAsync(dataset, version);
        using var answer = await TryPublishAsync(dataset, version, request);
        var body = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body);
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    public async Task<JsonElement> LoadAsync(string dataset, params string[] rows) => await PublishAsync(dataset, await DraftAsync(dataset, rows));

    public async Task<JsonElement> GetJsonAsync(string address, string? token = null)
    {
        using var answer = await SendAsync(HttpMethod.Get, address, token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await JsonAsync(answer);
    }

    public async Task<JsonElement[]> ItemsAsync(string address, string? token = null) =>
        [.. (await GetJsonAsync(address, token)).GetProperty("items").EnumerateArray()];

    public async Task<string> GetCsvAsync(string address, string? token = null)
    {
        using var answer = await SendAsync(HttpMethod.Get, address, token, accept: "text/csv");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    public async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var command = Database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>Changes when anything published changes.</summary>
    public Task<string> FingerprintAsync() => ScalarAsync<string>(
        """
        SELECT coalesce((SELECT max(number) FROM datasets.edition), 0) || ' '
            || (SELECT count(*) || md5(coalesce(string_agg(o::text, '|' ORDER BY o::text), '')) FROM datasets.observation o)
        """);

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsByteArrayAsync(Ct));

    /// <summary>Asserts RFC 9457 and answers the code.</summary>
    public static async Task<string> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        var body = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode}, expected {(int)status}: {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(body);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        return problem.GetProperty("code").GetString()!;
    }

    private async Task<Actor> AddAsync(string role)
    {
        var email = string.Create(CultureInfo.InvariantCulture, $"{role}-{++people}@example.org");
        return Value(await Services.GetRequiredService<AddPerson>().RunAsync(email, [role], "a password long enough", AuditEvent.CommandLine, Ct));
    }

    private static T Value<T>(Outcome<T> outcome) => outcome.Match(done => done, refused => throw new InvalidOperationException(refused.Sentence));

    private static ReferenceSet Reference()
    {
        Country Of(string code, string alpha2, string name, params string[] aliases) => new(code, alpha2, name, "A region", null, aliases);
        Indicator Named(string code, string unit, double? minimum, params Definition[] definitions) => new(code, code, unit, Direction.Higher, "", definitions, minimum, null);
        return new ReferenceSet
        {
            Countries =
            [
                (356, Of("IND", "IN", "India")), (840, Of("USA", "US", "United States", "America")), (156, Of("CHN", "CN", "China")),
                (180, Of("COD", "CD", "Congo, Democratic Republic", "Congo")), (178, Of("COG", "CG", "Congo, Republic", "Congo")),
            ],
            Indicators =
            [
                Named("datacenter-power", "GW", 0, new("all-installed", "All installed", "All."), new("it-load", "IT load", "IT only.")),
                Named("electricity-generation", "TW.h", 0),
                Named("trade-balance", "10*9.{USD}", null, new Definition("net", "Net", "Exports less imports.")),
            ],
            Datasets = [new Dataset(0, "without-source", "A dataset that names no source", "", "An office", "CC-BY-4.0", null)],
        };
    }
}
