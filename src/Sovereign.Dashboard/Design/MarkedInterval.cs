namespace Sovereign.Dashboard.Design;

/// <summary>The interval of a marked value, digits as the API's JSON prints them; where an end is missing, the reason.</summary>
public sealed record MarkedInterval(string? Lower, string? Upper, NoInterval? Missing)
{
    /// <summary>Both ends are known.</summary>
    public static MarkedInterval Between(double lower, double upper) => new(Numbers.Raw(lower), Numbers.Raw(upper), null);

    /// <summary>Whatever ends there are; <paramref name="missing"/> says why the others are not.</summary>
    public static MarkedInterval Of(double? lower, double? upper, NoInterval missing) =>
        new(Raw(lower), Raw(upper), lower is null || upper is null ? missing : null);

    private static string? Raw(double? end) => end is { } value ? Numbers.Raw(value) : null;
}
