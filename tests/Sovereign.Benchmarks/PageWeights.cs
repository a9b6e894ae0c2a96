using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Sovereign.Benchmarks;

/// <summary>
/// What a phone fetches to read a page: its HTML, the style sheets and the scripts that it names, in bytes as they cross the line with Brotli where it is offered. HTML and
/// sheets together stay under 60 KB; scripts are deferred and stand apart.
/// </summary>
internal static partial class PageWeights
{
    private const int Most = 60_000;

    private static readonly string[] pages =
    [
        "/", "/countries", "/countries/IND", "/countries/USA", "/countries/IND/gap", "/indicators", "/indicators/datacenter-power", "/indicators/datacenter-power?tab=map",
        "/indicators/datacenter-power?tab=table", "/indicators/datacenter-power?tab=meta", "/indicators/internet-users", "/indicators/internet-users?tab=map",
        "/indicators/internet-users?tab=table", "/indicators/developers", "/indicators/datacenter-power/history?country=IND", "/compare", "/telemetry", "/data", "/data/cloud-imports",
        "/releases", "/releases/1", "/methods", "/methods/power-gap-ratio", "/methods/claims", "/help/findings",
    ];

    public static async Task RunAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        Console.WriteLine("| page | HTML | CSS | HTML and CSS | scripts | |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var page in pages)
        {
            using var plain = await http.GetAsync(page);
            if (!plain.IsSuccessStatusCode)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{page}` | answers {(int)plain.StatusCode} | | | | |"));
                continue;
            }

            var text = await plain.Content.ReadAsStringAsync();
            var html = await BytesAsync(http, page);
            var css = 0;
            foreach (Match sheet in Sheet.Matches(text)) css += await BytesAsync(http, "/" + sheet.Groups[1].Value.TrimStart('/'));
            var scripts = 0;
            foreach (Match script in Script.Matches(text)) scripts += await BytesAsync(http, "/" + script.Groups[1].Value.TrimStart('/'));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| `{page}` | {html:N0} | {css:N0} | {html + css:N0} | {scripts:N0} | {(html + css > Most ? "FAIL: over 60 KB" : "")} |"));
        }
    }

    private static async Task<int> BytesAsync(HttpClient http, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var answer = await http.SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length;
    }

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"([^\"]+)\"")]
    private static partial Regex Sheet { get; }

    [GeneratedRegex("<script[^>]* src=\"([^\"]+)\"")]
    private static partial Regex Script { get; }
}
