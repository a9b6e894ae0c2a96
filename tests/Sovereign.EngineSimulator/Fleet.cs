using System.Globalization;
using System.Text;
using Sovereign.EngineSimulator.Engines;

namespace Sovereign.EngineSimulator;

/// <summary>Engines of one site.</summary>
public static class Fleet
{
    /// <summary>Engines of all three kinds, vLLM most often; <c>sim-0001</c> and so on.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Of everything random.</param>
    /// <param name="startedAt">When all began, milliseconds since 1970.</param>
    /// <param name="meanLife">How long a process lives on average.</param>
    public static IReadOnlyList<SimulatedEngine> Mixed(int count, int seed, long startedAt, TimeSpan meanLife) => [.. Enumerable.Range(1, count).Select(SimulatedEngine (number) => (number % 5) switch
    {
        3 => new LlamaCppEngine(Code(number), Seed(seed, number), startedAt, meanLife),
        4 => new SglangEngine(Code(number), Seed(seed, number), startedAt, meanLife),
        _ => new VllmEngine(Code(number), Seed(seed, number), startedAt, meanLife),
    })];

    /// <summary>Engines of vLLM alone, 29 series each.</summary>
    /// <inheritdoc cref="Mixed"/>
    public static IReadOnlyList<VllmEngine> Vllm(int count, int seed, long startedAt, TimeSpan meanLife, bool mapped = true) =>
        [.. Enumerable.Range(1, count).Select(number => new VllmEngine(Code(number), Seed(seed, number), startedAt, meanLife, mapped))];

    /// <summary>The table that <c>engines import</c> of the portal reads. The site's key then sends for all of them: each is told by its label <c>engine</c>.</summary>
    public static string Table(IEnumerable<SimulatedEngine> engines, string site)
    {
        var table = new StringBuilder("code,site,software,hardware,device_class,accelerators,model,active_parameters,precision,boundary,match,interval_seconds\n");
        foreach (var engine in engines)
        {
            var (hardware, accelerators, boundary) = engine.HasAccelerator ? ("H100 SXM", 1, "gpu") : ("EPYC 9654", 0, "");
            table.Append(CultureInfo.InvariantCulture, $"{engine.Code},{site},{engine.Software},{hardware},{(accelerators > 0 ? "gpu" : "cpu")},{accelerators},Llama-3.1-8B,8.03e9,bf16,{boundary},engine={engine.Code},15\n");
        }

        return table.ToString();
    }

    private static string Code(int number) => string.Create(CultureInfo.InvariantCulture, $"sim-{number:0000}");

    private static int Seed(int seed, int number) => unchecked((seed * 1_000_003) + number);
}
