namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>Why a request as a whole is not kept. Each protocol has its own answer to each: what one sender repeats another throws away.</summary>
public enum ReceivingFailureKind
{
    /// <summary>No key, or one that is unknown, revoked or ended.</summary>
    NoKey,

    /// <summary>Content-Type, protobuf message or Content-Encoding that is not read here.</summary>
    Unsupported,

    /// <summary>Not what it says it is.</summary>
    Corrupt,

    TooLarge,

    /// <summary>The portal cannot take it now: too much at once, or the database is away.</summary>
    Busy,

    /// <summary>A fault of the portal's own.</summary>
    Fault,

    /// <summary>The same body met such a fault before.</summary>
    Poisoned,

    /// <summary>Asked by another method than POST.</summary>
    WrongMethod,
}
