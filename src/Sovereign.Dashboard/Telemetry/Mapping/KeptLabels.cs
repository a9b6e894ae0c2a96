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
}
