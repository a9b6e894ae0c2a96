using System.Net;
using System.Text.Json;

namespace Sovereign.Durability.Tests;

/// <summary>What came back of a request.</summary>
/// <param name="Status">Null when nothing did: the connection broke, or nobody listened.</param>
/// <param name="Body">Undefined when there was none.</param>
internal sealed record Reply(HttpStatusCode? Status, JsonElement Body)
{
    /// <summary>Whether the request may have been carried out or not; the caller has to look.</summary>
    public bool IsUnknown => Status is null or HttpStatusCode.ServiceUnavailable;

    public override string ToString() => Status is null ? "no answer" : $"{(int)Status} {Body}";
}
