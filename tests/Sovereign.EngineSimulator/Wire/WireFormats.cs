namespace Sovereign.EngineSimulator.Wire;

/// <summary>The formats by the names of the command line.</summary>
public static class WireFormats
{
    /// <summary>The names there are.</summary>
    public static readonly IReadOnlyList<string> Names = ["text", "rw1", "rw2", "otlp", "otlp-delta"];

    /// <returns>A format of its own memory; null for a name there is none of.</returns>
    public static IWireFormat? Named(string name) => name switch
    {
        "text" => new ExpositionText(),
        "rw1" => new RemoteWrite1(),
        "rw2" => new RemoteWrite2(),
        "otlp" => new OtlpMetrics(delta: false),
        "otlp-delta" => new OtlpMetrics(delta: true),
        _ => null,
    };
}
