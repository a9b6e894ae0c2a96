using System.Net.Http.Headers;
using System.Text;

namespace Sovereign.Dashboard.Telemetry.Receiving;

/// <summary>
/// Finds the key a sender shows. Prometheus can send Bearer and Basic everywhere and headers of its own only in newer versions; OpenTelemetry's kits send headers.
/// </summary>
public static class PresentedKey
{
    // Longer than any key of ours, and short enough to be hashed without a thought.
    private const int Longest = 256;

    /// <returns>Null where none is shown.</returns>
    public static string? Of(HttpRequest request)
    {
        var key = OfAuthorization(request) ?? Header(request, "x-otlp-api-key") ?? Header(request, "x-api-key");
        return key is { Length: > 0 and <= Longest } ? key : null;
    }

    private static string? Header(HttpRequest request, string name) => request.Headers[name] is [{ Length: > 0 } value] ? value : null;

    private static string? OfAuthorization(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) || header.Parameter is not { } parameter) return null;
        if (header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return parameter;
        return header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) ? PasswordOf(parameter) : null;
    }

    // The user's name may be anything: the key says whose it is.
    private static string? PasswordOf(string parameter)
    {
        Span<byte> bytes = stackalloc byte[2 * Longest];
        if (!Convert.TryFromBase64String(parameter, bytes, out var length)) return null;
        var pair = bytes[..length];
        var colon = pair.IndexOf((byte)':');
        return colon < 0 ? null : Encoding.UTF8.GetString(pair[(colon + 1)..]);
    }
}
