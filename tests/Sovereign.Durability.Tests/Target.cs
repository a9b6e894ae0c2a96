namespace Sovereign.Durability.Tests;

/// <summary>What is killed.</summary>
internal enum Target
{
    /// <summary>The portal's process.</summary>
    Portal,

    /// <summary>The database server: the postmaster and all its children.</summary>
    Postgres,

    /// <summary>Both, one right after the other, as when a machine loses power.</summary>
    Both,
}
