using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Sovereign.Durability.Tests;

/// <summary>Two people at one portal: an analyst uploads and defines, a reviewer publishes.</summary>
internal sealed class PortalClient : IDisposable
{
    private readonly HttpClient http;
    private readonly Tokens tokens;

    public PortalClient(Uri address, Tokens tokens)
    {
        http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        this.tokens = tokens;
    }

    public void Dispose() => http.Dispose();

    public Task<Reply> UploadAsync(string dataset, HttpContent file, CancellationToken ct)
    {
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return SendAsync(HttpMethod.Post, $"/api/v1/datasets/{dataset}/versions", tokens.Analyst, file, ct);
    }

    public Task<Reply> PublishAsync(string dataset, Guid version, Revision revision, CancellationToken ct) => SendAsync(
        HttpMethod.Post, $"/api/v1/datasets/{dataset}/versions/{version}/publish", tokens.Reviewer,
        JsonContent.Create(new { kind = revision.Correction ? "correction" : "update", removeMissing = revision.RemoveMissing }), ct);

    /// <summary>Gives every warning a reason: made-up figures jump.</summary>
    public Task<Reply> ExplainAsync(string dataset, Guid version, CancellationToken ct) => SendAsync(
        HttpMethod.Post, $"/api/v1/datasets/{dataset}/versions/{version}/explanations", tokens.Analyst,
        JsonContent.Create(new { reason = "made up", items = new[] { "jump", "factor-1000", "outlier", "coverage-lost" }.Select(code => new { code }) }), ct);

    public Task<Reply> RejectAsync(string dataset, Guid version, CancellationToken ct) => SendAsync(
        HttpMethod.Post, $"/api/v1/datasets/{dataset}/versions/{version}/reject", tokens.Reviewer, JsonContent.Create(new { comment = "errors" }), ct);

    public Task<Reply> DefineAsync(string what, object body, CancellationToken ct) =>
        SendAsync(HttpMethod.Put, $"/api/v1/{what}", tokens.Analyst, JsonContent.Create(body), ct);

    public Task<Reply> VersionAsync(string dataset, Guid version, CancellationToken ct) =>
        SendAsync(HttpMethod.Get, $"/api/v1/datasets/{dataset}/versions/{version}", tokens.Analyst, null, ct);

    public Task<Reply> GetAsync(string address, CancellationToken ct) => SendAsync(HttpMethod.Get, address, null, null, ct);

    /// <summary>Published figures as CSV, and the edition that answered.</summary>
    /// <param name="query">Filters, such as <c>dataset=…&amp;asOf=…</c>.</param>
    public async Task<(byte[] Body, int Edition)> FiguresAsync(string query, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/observations?{query}");
        request.Headers.TryAddWithoutValidation("Accept", "text/csv");
        using var answer = await http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsByteArrayAsync(ct), int.Parse(answer.Headers.GetValues("X-Edition").Single(), System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task<Reply> SendAsync(HttpMethod method, string address, string? token, HttpContent? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var answer = await http.SendAsync(request, ct);
            var body = await answer.Content.ReadAsByteArrayAsync(ct);
            var isJson = answer.Content.Headers.ContentType?.MediaType is "application/json" or "application/problem+json";
            var reply = new Reply(answer.StatusCode, isJson ? JsonSerializer.Deserialize<JsonElement>(body) : default);
            // Whatever fails, the answer is a problem that a program can read.
            if ((int)answer.StatusCode >= 500 && answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
                throw new InvalidDataException($"{method} {address} answered {(int)answer.StatusCode} as {answer.Content.Headers.ContentType}");
            return reply;
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException && broken is not InvalidDataException)
        {
            return new Reply(null, default);
        }
    }
}
