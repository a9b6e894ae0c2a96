using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sovereign.Dashboard.Tests.Telemetry.Pulling;

/// <summary>Answers <c>/api/v1/query_range</c> by what a test says, as Prometheus and VictoriaMetrics write their answers.</summary>
public sealed class FakeStore : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeStore(WebApplication app) => this.app = app;

    /// <summary>What was asked, in order: the fields of the forms and the headers that a store looks at.</summary>
    public List<Dictionary<string, string>> Asked { get; } = [];

    /// <summary>Each series' labels, written as JSON, and its value at a time in seconds since 1970; null: none.</summary>
    public Dictionary<string, Func<long, double?>> Series { get; } = [];

    /// <summary>Set, it answers instead.</summary>
    public Func<HttpContext, IFormCollection, Task>? Instead { get; set; }

    /// <summary>What stands before the closing brace of an answer.</summary>
    public string Ending { get; set; } = "";

    public string Url { get; private set; } = "";

    public static async Task<FakeStore> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var store = new FakeStore(app);
        app.MapPost("/prom/api/v1/query_range", (RequestDelegate)store.AnswerAsync);
        await app.StartAsync(ct);
        store.Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/prom/";
        return store;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    public static Task SayAsync(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body);
    }

    public Task AnswerAsync(HttpContext http, IFormCollection form)
    {
        var (start, end, step) = (Number(form["start"]!), Number(form["end"]!), Number(form["step"]!));
        var body = new StringBuilder("""{"status":"success","data":{"resultType":"matrix","result":[""");
        var first = true;
        foreach (var (labels, valueAt) in Series)
        {
            var values = new List<string>();
            for (var at = start; at <= end; at += step)
            {
                if (valueAt(at) is { } value) values.Add(string.Create(CultureInfo.InvariantCulture, $"[{at},\"{Text(value)}\"]"));
            }

            if (values.Count == 0) continue;
            body.Append(first ? "" : ",").Append("{\"metric\":").Append(labels).Append(",\"values\":[").AppendJoin(',', values).Append("]}");
            first = false;
        }

        return SayAsync(http, 200, body.Append("]}").Append(Ending).Append('}').ToString());
    }

    private static string Text(double value) =>
        double.IsNaN(value) ? "NaN" : double.IsPositiveInfinity(value) ? "+Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private async Task AnswerAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var asked = form.ToDictionary(field => field.Key, field => field.Value.ToString());
        foreach (var header in (string[])["Authorization", "X-Scope-OrgID"]) asked[header] = http.Request.Headers[header].ToString();
        lock (Asked) Asked.Add(asked);
        await (Instead is { } other ? other(http, form) : AnswerAsync(http, form));
    }
}
