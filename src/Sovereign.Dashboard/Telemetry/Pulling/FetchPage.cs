using System.Net;
using Microsoft.Extensions.Options;

namespace Sovereign.Dashboard.Telemetry.Pulling;

/// <summary>Fetches an engine's page of metrics.</summary>
public sealed class FetchPage : IDisposable
{
    private const string Accepted = "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5";

    private readonly IOptions<TelemetryOptions> options;
    private readonly TimeProvider clock;
    private readonly HttpMessageInvoker http;

    public FetchPage(IOptions<TelemetryOptions> options, TimeProvider clock)
    {
        this.options = options;
        this.clock = clock;
        http = GuardedHttp.Open(Admits);
    }

    /// <summary>Fetches a page.</summary>
    /// <returns>Its bytes, inflated, and its Content-Type.</returns>
    /// <exception cref="ScrapeFailureException">There is none; the message is for the operator.</exception>
    public async Task<(byte[] Body, string? ContentType)> RunAsync(string address, CancellationToken ct)
    {
        var bounds = options.Value.Scraping;
        var url = new Uri(address);
        if (!HostList.Has(bounds.AllowedHosts, url)) throw new ScrapeFailureException($"{url.Authority} is not among the hosts that the portal may scrape (Telemetry:Scraping:AllowedHosts).");
        using var limit = new CancellationTokenSource(bounds.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Accept", Accepted);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            // What another status says is not read: an error must not be a way to read pages.
            if (response.StatusCode != HttpStatusCode.OK) throw new ScrapeFailureException($"The engine answered {(int)response.StatusCode}.");
            var body = await GuardedHttp.ReadAsync(response.Content, bounds.MaxPageBytes, either.Token)
                ?? throw new ScrapeFailureException($"The page is longer than {bounds.MaxPageBytes} bytes.");
            return (body, response.Content.Headers.ContentType?.ToString());
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ScrapeFailureException($"The engine did not answer within {bounds.Timeout.TotalSeconds} s.");
        }
        catch (HttpRequestException fault)
        {
            throw new ScrapeFailureException(fault.InnerException is AddressRefusedException refused ? refused.Message : $"The engine cannot be reached: {fault.HttpRequestError}.");
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            throw new ScrapeFailureException("The page broke off.");
        }
    }

    public void Dispose() => http.Dispose();

    // A name may stand for anything, also for something else tomorrow; an address that somebody listed is what they meant.
    private bool Admits(string host, IPAddress address) =>
        AddressRules.IsPublic(address) || (IPAddress.TryParse(host, out var literal) && literal.Equals(address)) || (options.Value.Scraping.AllowPrivate && !AddressRules.IsNever(address));
}
