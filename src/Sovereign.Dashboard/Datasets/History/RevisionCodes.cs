namespace Sovereign.Dashboard.Datasets.History;

/// <summary>The codes of <see cref="RevisionKind"/> in the API and in addresses.</summary>
public static class RevisionCodes
{
    public static string Code(this RevisionKind kind) => kind switch
    {
        RevisionKind.Added => "added",
        RevisionKind.Changed => "changed",
        RevisionKind.Removed => "removed",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static bool TryParse(string? code, out RevisionKind kind)
    {
        foreach (var candidate in Enum.GetValues<RevisionKind>())
        {
            if (candidate.Code() == code)
            {
                kind = candidate;
                return true;
            }
        }

        kind = default;
        return false;
    }
}
