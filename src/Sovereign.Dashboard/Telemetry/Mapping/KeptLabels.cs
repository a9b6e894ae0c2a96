using System.Text;
using Sovereign.Dashboard.Telemetry.Receiving;

namespace Sovereign.Dashboard.Telemetry.Mapping;

/// <summary>The labels of a series that are stored, as one text.</summary>
internal static class KeptLabels
{
    /// <param name="labels">As sent, in any order.</param>
    /// <param name="keep">Names to keep, sorted.</param>
    /// <returns><c>a=b,c=d</c>; labels that are absent or empty are left out.</returns>
    public static string Of(IReadOnlyList<Label> labels, IReadOnlyList<string> keep)
    {
        if (keep.Count == 0) return "";
        StringBuilder? text = null;
        foreach (var name in keep)
        {
            foreach (var label in labels)
            {
                if (label.Value.Length == 0 || !string.Equals(label.Name, name, StringComparison.Ordinal)) continue;
                text = text is null ? new StringBuilder() : text.Append(',');
                text.Append(name).Append('=');
                foreach (var character in label.Value)
                {
                    if (character is '\\' or ',' or '=') text.Append('\\');
                    text.Append(character);
                }

                break;
            }
        }

        return text?.ToString() ?? "";
    }

    /// <summary>The labels of a text made by <see cref="Of"/>.</summary>
    public static List<Label> Parse(string text)
    {
        var labels = new List<Label>();
        if (text.Length == 0) return labels;
        var (name, piece) = ("", new StringBuilder());
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when i + 1 < text.Length:
                    piece.Append(text[++i]);
                    break;
                case '=':
                    name = piece.ToString();
                    piece.Clear();
                    break;
                case ',':
                    labels.Add(new(name, piece.ToString()));
                    piece.Clear();
                    break;
                default:
                    piece.Append(text[i]);
                    break;
            }
        }

        labels.Add(new(name, piece.ToString()));
        return labels;
    }
}
