namespace Sovereign.Analytics.Observations;

/// <summary>The lower-case codes of the closed lists, the same in CSV, addresses, JSON, database and documentation.</summary>
public static class Codes
{
    public static string Code(this Bound bound) => bound switch
    {
        Bound.Exact => "exact",
        Bound.Lower => "lower",
        Bound.Upper => "upper",
        _ => throw new ArgumentOutOfRangeException(nameof(bound)),
    };

    public static string Code(this Direction direction) => direction switch
    {
        Direction.Higher => "higher",
        Direction.Lower => "lower",
        Direction.Context => "context",
        _ => throw new ArgumentOutOfRangeException(nameof(direction)),
    };

    public static string Code(this Control control) => control switch
    {
        Control.Territory => "territory",
        Control.Owner => "owner",
        Control.Operator => "operator",
        Control.Vendor => "vendor",
        _ => throw new ArgumentOutOfRangeException(nameof(control)),
    };

    public static string Code(this Coverage coverage) => coverage switch
    {
        Coverage.National => "national",
        Coverage.Partial => "partial",
        Coverage.City => "city",
        _ => throw new ArgumentOutOfRangeException(nameof(coverage)),
    };

    public static string Code(this Method method) => method switch
    {
        Method.Official => "official",
        Method.Measured => "measured",
        Method.Reported => "reported",
        Method.Estimated => "estimated",
        Method.Modelled => "modelled",
        Method.Derived => "derived",
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };

    public static bool TryParse(ReadOnlySpan<char> code, out Bound bound) => TryFind(code, Code, out bound);

    public static bool TryParse(ReadOnlySpan<char> code, out Direction direction) => TryFind(code, Code, out direction);

    public static bool TryParse(ReadOnlySpan<char> code, out Control control) => TryFind(code, Code, out control);

    public static bool TryParse(ReadOnlySpan<char> code, out Coverage coverage) => TryFind(code, Code, out coverage);

    public static bool TryParse(ReadOnlySpan<char> code, out Method method) => TryFind(code, Code, out method);

    private static bool TryFind<T>(ReadOnlySpan<char> code, Func<T, string> codeOf, out T found) where T : struct, Enum
    {
        foreach (var candidate in Members<T>.All)
        {
            if (code.SequenceEqual(codeOf(candidate)))
            {
                found = candidate;
                return true;
            }
        }
        found = default;
        return false;
    }

    // Enum.GetValues allocates, and intake asks for every row.
    private static class Members<T> where T : struct, Enum
    {
        public static readonly T[] All = Enum.GetValues<T>();
    }
}
