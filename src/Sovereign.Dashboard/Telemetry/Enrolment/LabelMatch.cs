using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>Label conditions that all must hold, written <c>label=value;label=value</c>. None hold for every series.</summary>
public sealed class LabelMatch
{
    private readonly Label[] conditions;

    private LabelMatch(Label[] conditions) => this.conditions = conditions;

    /// <summary>How many labels it asks for; of two matches that hold, the one that asks for more is meant.</summary>
    public int Conditions => conditions.Length;

    /// <summary>The labels it asks for.</summary>
    public IReadOnlyList<Label> Labels => conditions;

    /// <summary>Reads the conditions; false where a piece is not <c>label=value</c> or a label is named twice.</summary>
    public static bool TryParse(string? text, out LabelMatch match)
    {
        var pieces = (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var labels = new Label[pieces.Length];
        match = new([]);
        for (var i = 0; i < pieces.Length; i++)
        {
            var at = pieces[i].IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == pieces[i].Length - 1) return false;
            labels[i] = new(pieces[i][..at].Trim(), pieces[i][(at + 1)..].Trim());
        }

        if (labels.DistinctBy(label => label.Name, StringComparer.Ordinal).Count() < labels.Length) return false;
        match = new(labels);
        return true;
    }

    /// <summary>Conditions that were checked when they were enrolled; what cannot be read holds for no series by asking for a label nobody sends.</summary>
    public static LabelMatch Stored(string text) => TryParse(text, out var match) ? match : new([new("", "")]);

    /// <summary>Whether the series carries every label with its value.</summary>
    public bool Holds(IReadOnlyList<Label> labels) => conditions.All(labels.Contains);

    /// <inheritdoc/>
    public override string ToString() => string.Join(';', conditions.Select(label => $"{label.Name}={label.Value}"));
}
