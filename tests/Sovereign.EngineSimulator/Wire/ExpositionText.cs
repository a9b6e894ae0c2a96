using System.Globalization;
using System.Text;
using Sovereign.EngineSimulator.Engines;

namespace Sovereign.EngineSimulator.Wire;

/// <summary>The page an engine shows under <c>/metrics</c>, text 0.0.4. Source: https://prometheus.io/docs/instrumenting/exposition_formats/</summary>
public sealed class ExpositionText : IWireFormat
{
    public string Path => "api/v1/exposition";

    public byte[] Encode(IReadOnlyList<SimulatedEngine> engines) => Encoding.UTF8.GetBytes(Page(engines));

    public void Describe(HttpRequestMessage request, HttpContent content) => content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("text/plain; version=0.0.4");

    /// <summary>One page for these engines.</summary>
    public static string Page(IReadOnlyList<SimulatedEngine> engines)
    {
        var page = new StringBuilder();
        // Metrics of a name stand together.
        foreach (var family in engines.SelectMany(engine => engine.Metrics).GroupBy(metric => metric.Name))
        {
            page.Append(CultureInfo.InvariantCulture, $"# TYPE {family.Key} {family.First().Kind.ToString().ToLowerInvariant()}\n");
            foreach (var metric in family)
            {
                var numbers = new double[metric.Numbers];
                metric.CopyTo(numbers);
                foreach (var ((name, bound), number) in metric.Series().Zip(numbers))
                {
                    page.Append(name).Append('{');
                    var labels = bound is null ? metric.Labels : metric.Labels.Append((Name: "le", Value: bound));
                    page.AppendJoin(',', labels.Select(label => $"{label.Name}=\"{label.Value}\""));
                    page.Append(CultureInfo.InvariantCulture, $"}} {number:R}\n");
                }
            }
        }

        return page.ToString();
    }
}
