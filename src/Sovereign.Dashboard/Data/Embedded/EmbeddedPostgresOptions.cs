namespace Sovereign.Dashboard.Data.Embedded;

/// <summary>How the embedded server is run; the defaults are those of the portal.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>False lets a power cut lose or damage the data, in return for speed: for throw-away test clusters alone.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Whether a server that vanishes while the portal runs is started again.</summary>
    public bool Restart { get; init; } = true;

    /// <summary>How long to wait for another process to let go of the data directory, such as a portal that is just stopping.</summary>
    public TimeSpan LockWait { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Where cluster and binaries go when the server's user cannot enter the data directory.</summary>
    public string ClosedFolderHome { get; init; } = "/var/lib/sovereign";
}
