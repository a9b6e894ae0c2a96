namespace Sovereign.Dashboard.Telemetry.Mapping;

/// <summary>Which part of a family a name of the wire is.</summary>
internal enum FamilyPart
{
    Whole,
    Bucket,
    Sum,
    Count,

    /// <summary><c>x_created</c>: when the series of a counter or histogram began, sent by Python's client as a series of its own.</summary>
    Created,
}
