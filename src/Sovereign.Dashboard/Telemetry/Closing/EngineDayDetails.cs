using System.Text.Json;

namespace Sovereign.Dashboard.Telemetry.Closing;

/// <summary>An engine's closed day, for auditors: what it added to which figure, what excludes it, and the requests it rests on.</summary>
/// <param name="Engine">Code of the engine.</param>
/// <param name="Site">Code of its site.</param>
/// <param name="Country">ISO 3166-1 alpha-3.</param>
/// <param name="Included">Whether it is in the national figures.</param>
/// <param name="Flags">What speaks against it.</param>
/// <param name="Explained">Which of these somebody has explained.</param>
/// <param name="NotCheckable">Checks that lacked a fact.</param>
/// <param name="Facts">Its enrolment as it stood.</param>
/// <param name="Figures">By key figure: numerator and denominator, or why there is none; and the same of each language, where it is told by language.</param>
/// <param name="Batches">Requests that brought it.</param>
/// <param name="Digest">SHA-256 over their hashes, in order of their numbers.</param>
public sealed record EngineDayDetails(
    string Engine, string Site, string Country, bool Included, IReadOnlyList<string> Flags, IReadOnlyList<string> Explained, IReadOnlyList<string> NotCheckable,
    JsonElement Facts, JsonElement Figures, long Batches, string Digest);
