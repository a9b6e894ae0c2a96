namespace Sovereign.Benchmarks.Ingest;

/// <summary>A receiver of remote write in processes of its own.</summary>
internal interface IIngestTarget : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Where it takes remote write.</summary>
    Uri Address { get; }

    /// <summary>What a sender of that group says it is; null where nobody asks.</summary>
    string? KeyOf(int group);

    /// <summary>Seconds of the processors used so far, of all its processes.</summary>
    double ProcessorSeconds { get; }
}
