namespace Sovereign.Durability.Tests;

/// <summary>What the portal is doing when something is killed.</summary>
internal enum Phase
{
    /// <summary>The body of an upload is on its way, or just complete.</summary>
    Uploading,

    /// <summary>The upload has just been acknowledged with 202.</summary>
    Received,

    /// <summary>The file is being read into a draft.</summary>
    Reading,

    /// <summary>A draft waits for its second person.</summary>
    Draft,

    /// <summary>The request to publish is being answered.</summary>
    Publishing,

    /// <summary>The publication has just been acknowledged with 200.</summary>
    Published,

    /// <summary>Reference data is being defined by PUT.</summary>
    Defining,

    /// <summary>A portal starts over data that exists: adopting or recovering its database, migrating, looking for seed data.</summary>
    Starting,

    /// <summary>A portal starts over nothing: making the database, migrating, seeding.</summary>
    FirstStart,
}
