using Sovereign.EngineSimulator;
using Sovereign.EngineSimulator.Wire;

namespace Sovereign.Benchmarks.Ingest;

/// <summary>
/// Bodies of remote write 1.0, made before anything is measured: 500 engines of vLLM with 29 series each, 25 engines a body, 15 seconds between two rounds.
/// </summary>
internal sealed class IngestPayload
{
    public const int Engines = 500;
    public const int EnginesPerBody = 25;
    public const int Groups = Engines / EnginesPerBody;
    public const int SamplesPerBody = EnginesPerBody * Sovereign.EngineSimulator.Engines.VllmEngine.Series;

    private readonly byte[][][] bodies;

    private IngestPayload(byte[][][] bodies) => this.bodies = bodies;

    public int Rounds => bodies.Length;

    public double BytesPerSample => bodies.Average(round => round.Average(body => body.Length)) / SamplesPerBody;

    /// <summary>Of a round, the body of a group of engines.</summary>
    public byte[] this[int round, int group] => bodies[round][group];

    /// <param name="rounds">How many times each engine is looked at; the first is 20 hours old.</param>
    /// <param name="mapped">Whether the portal's map knows all 29 series, or 16 of them.</param>
    public static IngestPayload Make(int rounds, bool mapped)
    {
        var start = TimeProvider.System.GetUtcNow().AddHours(-20).ToUnixTimeSeconds() * 1000;
        var engines = Fleet.Vllm(Engines, 1, start, TimeSpan.FromHours(6), mapped);
        var groups = engines.Chunk(EnginesPerBody).ToArray();
        var format = new RemoteWrite1();
        var bodies = new byte[rounds][][];
        for (var round = 0; round < rounds; round++)
        {
            foreach (var engine in engines) engine.Advance(TimeSpan.FromSeconds(15));
            bodies[round] = [.. groups.Select(format.Encode)];
        }

        return new(bodies);
    }

    /// <summary>The table by which a portal enrols the engines.</summary>
    /// <param name="siteOf">The site of each group.</param>
    public static string Table(Func<int, string> siteOf)
    {
        var groups = Fleet.Vllm(Engines, 1, 0, TimeSpan.FromHours(6)).Chunk(EnginesPerBody).ToArray();
        return string.Concat(groups.Select((group, i) => i == 0 ? Fleet.Table(group, siteOf(i)) : Fleet.Table(group, siteOf(i)).Split('\n', 2)[1]));
    }
}
