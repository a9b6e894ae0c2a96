using System.Globalization;
using System.Text;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>An answer to a sender, before it is sent.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Of the body; null without one.</param>
/// <param name="Body">The body's bytes.</param>
/// <param name="Headers">What else it says.</param>
public sealed record ReceivingAnswer(int Status, string? ContentType, ReadOnlyMemory<byte> Body, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <summary>An answer without a body.</summary>
    public static ReceivingAnswer Empty(int status) => new(status, null, default, []);

    /// <summary>An answer in words.</summary>
    public static ReceivingAnswer Text(int status, string text) => new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text + "\n"), []);

    /// <summary>The answer with a header more.</summary>
    public ReceivingAnswer With(string header, string value) => this with { Headers = [.. Headers, KeyValuePair.Create(header, value)] };

    /// <summary>The answer with the headers that belong to a failure: how to show a key, when to come again, how to ask.</summary>
    public ReceivingAnswer For(ReceivingFailure failure) => failure switch
    {
        { Kind: ReceivingFailureKind.NoKey } => With("WWW-Authenticate", "Bearer"),
        { Kind: ReceivingFailureKind.WrongMethod } => With("Allow", "POST"),
        { RetryAfter: > 0 } when Status == StatusCodes.Status503ServiceUnavailable => With("Retry-After", failure.RetryAfter.ToString(CultureInfo.InvariantCulture)),
        _ => this,
    };

    /// <summary>Sends it.</summary>
    public async Task SendAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        foreach (var (name, value) in Headers) response.Headers[name] = value;
        response.Headers.CacheControl = "no-store";
        if (ContentType is not null) response.ContentType = ContentType;
        if (Status == StatusCodes.Status204NoContent) return;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, response.HttpContext.RequestAborted);
    }
}
