namespace Sovereign.Dashboard.Telemetry.Alarms;

/// <summary>What an operator has to look at, or had to.</summary>
/// <param name="Id">To explain it by.</param>
/// <param name="Engine">Code of the engine.</param>
/// <param name="Site">Code of its site.</param>
/// <param name="Code">What kind of alarm.</param>
/// <param name="Subject">The metric, signal or day it is about.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="RaisedAt">When.</param>
/// <param name="ClearedAt">When its cause ended by itself; null while it lasts.</param>
/// <param name="ExplainedAt">When somebody explained it; null for nobody yet.</param>
/// <param name="ExplainedBy">Pseudonym of who did.</param>
/// <param name="Explanation">In their words.</param>
public sealed record AlarmDetails(
    long Id, string Engine, string Site, string Code, string Subject, string Detail, DateTimeOffset RaisedAt, DateTimeOffset? ClearedAt, DateTimeOffset? ExplainedAt,
    string? ExplainedBy, string? Explanation)
{
    /// <summary>Whether it has neither ended nor been explained.</summary>
    public bool IsOpen => ClearedAt is null && ExplainedAt is null;
}
