using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Telemetry.Mapping;

/// <summary>
/// One condition of the map's <c>select</c> column: <c>name=a|b</c> or <c>name!=a|b</c>. A value that ends in <c>*</c> stands for all that begin
/// so, <c>*</c> alone for any; an empty value for a label that is absent.
/// </summary>
public sealed class LabelCondition
{
    private readonly string[] _values;

    private LabelCondition(string name, bool equal, string[] values) => (Name, Equal, _values) = (name, equal, values);

    public string Name { get; }

    /// <summary>Whether the label must have one of the values, else none of them.</summary>
    public bool Equal { get; }

    /// <summary>Null where the text is no condition.</summary>
    public static LabelCondition? Parse(string text)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        if (sign < 1) return null;
        var equal = text[sign - 1] != '!';
        var name = text[..(equal ? sign : sign - 1)].Trim();
        return name.Length == 0 ? null : new LabelCondition(name, equal, text[(sign + 1)..].Split('|', StringSplitOptions.TrimEntries));
    }

    public bool Holds(IReadOnlyList<Label> labels)
    {
        var value = "";
        foreach (var label in labels)
        {
            if (string.Equals(label.Name, Name, StringComparison.Ordinal)) value = label.Value;
        }

        return Array.Exists(_values, expected => Matches(expected, value)) == Equal;
    }

    private static bool Matches(string expected, string value) =>
        expected.EndsWith('*')
            ? value.Length > 0 && value.AsSpan().StartsWith(expected.AsSpan()[..^1], StringComparison.Ordinal)
            : string.Equals(expected, value, StringComparison.Ordinal);
}
