using Sovereign.Dashboard.Telemetry.Enrolment;

namespace Sovereign.Dashboard.Telemetry.Pulling;

/// <summary>One question to a store: raw series of these engines.</summary>
/// <param name="Engines">Whose series are wanted; others that the answer may hold are passed over.</param>
/// <param name="Query">PromQL.</param>
public sealed record PullQuestion(IReadOnlyList<EnrolledEngine> Engines, string Query);
