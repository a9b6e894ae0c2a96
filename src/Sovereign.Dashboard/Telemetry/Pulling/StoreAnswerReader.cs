using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sovereign.Dashboard.Telemetry.Receiving;
using Sovereign.Dashboard.Telemetry.Receiving.Wire;

namespace Sovereign.Dashboard.Telemetry.Pulling;

/// <summary>
/// Reads answers of <c>/api/v1/query_range</c> as Prometheus, Thanos, Mimir and VictoriaMetrics give them. Incomplete is no number: an answer with warnings,
/// infos or marked partial is refused whole. Source: prometheus/prometheus, <c>docs/querying/api.md</c>; VictoriaMetrics marks with <c>isPartial</c>.
/// </summary>
internal static class StoreAnswerReader
{
    private const int LongestSaid = 300;

    /// <exception cref="StoreFailureException">It is no complete answer on the asked steps.</exception>
    public static StoreAnswer Read(byte[] body, PullWindow window)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
            var root = document.RootElement;
            if (Text(root, "status") != "success") throw new StoreFailureException($"The store answered: {Said(root)}");
            foreach (var kind in (string[])["warnings", "infos"])
            {
                if (root.TryGetProperty(kind, out var said) && said is { ValueKind: JsonValueKind.Array } && said.GetArrayLength() > 0)
                    throw new StoreFailureException($"The answer is incomplete or doubtful and was not used: {Plain(said[0].ToString())}");
            }

            if (root.TryGetProperty("isPartial", out var partial) && partial.ValueKind == JsonValueKind.True)
                throw new StoreFailureException("The answer is partial and was not used.");
            var data = root.GetProperty("data");
            if (Text(data, "resultType") != "matrix") throw new StoreFailureException("The answer is no matrix.");
            var naming = new SeriesNaming();
            var series = new List<StoreSeries>();
            var refused = new Dictionary<RejectReason, int>();
            foreach (var one in data.GetProperty("result").EnumerateArray())
            {
                var values = Values(one.GetProperty("values"), window);
                if (NameOf(one.GetProperty("metric"), naming, out var why) is { } name) series.Add(new(name, values));
                else refused[why] = refused.GetValueOrDefault(why) + values.Count;
            }

            return new(series, refused, SHA256.HashData(body), body.Length);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new StoreFailureException("The answer is not what /api/v1/query_range answers.");
        }
    }

    /// <summary>What a store says of an error, as far as it can be shown.</summary>
    public static string Said(byte[]? body)
    {
        try
        {
            if (body is null) return "(a long text)";
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
            return Said(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // A page of something else: shown, it would let somebody read what only the portal can reach.
            return "(no answer of a store)";
        }
    }

    private static string Said(JsonElement root) => root.ValueKind == JsonValueKind.Object
        ? Plain($"{Text(root, "errorType")} {Text(root, "error")}".Trim())
        : "(no answer of a store)";

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static string Plain(string text)
    {
        var plain = new string([.. text.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter))]);
        return plain.Length > LongestSaid ? plain[..LongestSaid] + "…" : plain;
    }

    private static List<(long At, double Value)> Values(JsonElement values, PullWindow window)
    {
        var read = new List<(long At, double Value)>();
        foreach (var pair in values.EnumerateArray())
        {
            if (pair.GetArrayLength() != 2 || pair[1].GetString() is not { } text || !PrometheusNumber.TryParse(Encoding.UTF8.GetBytes(text), out var value))
                throw new FormatException();
            var at = (long)Math.Round(pair[0].GetDouble() * 1000);
            // Values between the steps would fall into minutes they do not close.
            if (at % PullWindow.Step != 0 || at < window.FirstStep || at > window.To || (read.Count > 0 && at <= read[^1].At))
                throw new StoreFailureException("The answer holds values at times that were not asked for.");
            read.Add((at, value));
        }

        return read;
    }

    private static SeriesName? NameOf(JsonElement labels, SeriesNaming naming, out RejectReason why)
    {
        naming.Begin();
        try
        {
            foreach (var label in labels.EnumerateObject()) naming.MetricOrLabel(Encoding.UTF8.GetBytes(label.Name), Encoding.UTF8.GetBytes(label.Value.GetString() ?? ""));
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: JSON can write it, text cannot hold it.
            why = RejectReason.BadText;
            return null;
        }

        return naming.Finish(DeclaredType.Unknown, Temporality.Cumulative, out why);
    }
}
