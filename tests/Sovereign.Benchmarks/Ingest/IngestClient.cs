using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace Sovereign.Benchmarks.Ingest;

/// <summary>Sends bodies over several connections at once, each group of engines over one of them, so that their samples come in order as a Prometheus sends them.</summary>
internal sealed class IngestClient(IIngestTarget target, IngestPayload payload) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };

    public void Dispose() => http.Dispose();

    /// <summary>Sends rounds and waits for every answer.</summary>
    /// <returns>How many samples were acknowledged, in which time, by how much of the processors.</returns>
    public async Task<(long Samples, TimeSpan Taken, double ProcessorSeconds)> SendAsync(int fromRound, int rounds, int connections)
    {
        var used = target.ProcessorSeconds;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(async () =>
        {
            for (var round = fromRound; round < fromRound + rounds; round++)
            {
                for (var group = connection; group < IngestPayload.Groups; group += connections)
                {
                    var status = await SendOneAsync(round, group);
                    if ((int)status >= 300) throw new InvalidDataException($"{target.Name} answered {(int)status}.");
                }
            }
        })));
        return ((long)rounds * IngestPayload.Groups * IngestPayload.SamplesPerBody, Stopwatch.GetElapsedTime(started), target.ProcessorSeconds - used);
    }

    public async Task<HttpStatusCode> SendOneAsync(int round, int group)
    {
        using var content = new ByteArrayContent(payload[round, group]);
        content.Headers.ContentType = new("application/x-protobuf");
        content.Headers.ContentEncoding.Add("snappy");
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Address) { Content = content };
        request.Headers.Add("X-Prometheus-Remote-Write-Version", "0.1.0");
        if (target.KeyOf(group) is { } key) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
