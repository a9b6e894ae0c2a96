using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using Microsoft.Extensions.Options;
using Sovereign.Dashboard.Telemetry.Enrolment;

namespace Sovereign.Dashboard.Telemetry.Pulling;

/// <summary>Asks a store by <c>POST …/api/v1/query_range</c>.</summary>
public sealed class AskStore(IOptions<TelemetryOptions> options, TimeProvider clock) : IDisposable
{
    // A listed host may lie in a private network, where stores do lie; the addresses of machines' credentials are no store's.
    private readonly HttpMessageInvoker http = GuardedHttp.Open((host, address) => !AddressRules.IsNever(address));

    /// <summary>Asks one question.</summary>
    /// <param name="source">Where.</param>
    /// <param name="query">PromQL.</param>
    /// <param name="window">When.</param>
    /// <param name="lookBack">How old a sample may be to stand for a step.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="StoreFailureException">There is no complete answer; the message is for the operator.</exception>
    public async Task<StoreAnswer> RunAsync(PullSource source, string query, PullWindow window, TimeSpan lookBack, CancellationToken ct)
    {
        var bounds = options.Value.Pulling;
        var url = new Uri(source.Url + "/api/v1/query_range");
        if (!HostList.Has(bounds.AllowedHosts, url)) throw new StoreFailureException($"{url.Authority} is not among the hosts that the portal may ask (Telemetry:Pulling:AllowedHosts).");
        using var limit = new CancellationTokenSource(bounds.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        using var request = Question(source, url, query, window, lookBack);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            if ((int)response.StatusCode is >= 300 and < 400) throw new StoreFailureException("The store redirects elsewhere, which is not followed.");
            var body = await GuardedHttp.ReadAsync(response.Content, bounds.MaxAnswerBytes, either.Token);
            if (!response.IsSuccessStatusCode)
            {
                // 422: the store holds the question for too much, or fails at it.
                throw new StoreFailureException(
                    $"The store answered {(int)response.StatusCode}: {StoreAnswerReader.Said(body)}", response.StatusCode == HttpStatusCode.UnprocessableEntity);
            }

            return StoreAnswerReader.Read(body ?? throw new StoreFailureException($"The answer is longer than {bounds.MaxAnswerBytes} bytes.", isTooMuch: true), window);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new StoreFailureException($"The store did not answer within {bounds.Timeout.TotalSeconds} s.");
        }
        catch (HttpRequestException fault)
        {
            // The messages of what lies below name addresses that a name stands for: not for whoever may set a source.
            throw new StoreFailureException(fault.InnerException switch
            {
                AddressRefusedException refused => refused.Message,
                AuthenticationException => "The store's certificate is not trusted.",
                _ => $"The store cannot be reached: {fault.HttpRequestError}.",
            });
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            throw new StoreFailureException("The answer broke off.");
        }
    }

    public void Dispose() => http.Dispose();

    private static HttpRequestMessage Question(PullSource source, Uri url, string query, PullWindow window, TimeSpan lookBack)
    {
        var seconds = string.Create(CultureInfo.InvariantCulture, $"{lookBack.TotalSeconds:0}s");
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new FormUrlEncodedContent(
            [
                new("query", query),
                new("start", (window.FirstStep / 1000).ToString(CultureInfo.InvariantCulture)),
                new("end", (window.To / 1000).ToString(CultureInfo.InvariantCulture)),
                new("step", (PullWindow.Step / 1000).ToString(CultureInfo.InvariantCulture)),
                // Each of these is of one store and passed over by the others: Prometheus, VictoriaMetrics (two), Thanos (two).
                new("lookback_delta", seconds),
                new("max_lookback", seconds),
                new("nocache", "1"),
                new("dedup", "true"),
                new("partial_response", "false"),
            ]),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (source.Tenant is { } tenant) request.Headers.TryAddWithoutValidation("X-Scope-OrgID", tenant);
        if (source.Bearer is { } bearer) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + bearer);
        return request;
    }
}
