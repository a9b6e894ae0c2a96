using Sovereign.Dashboard.Datasets.History;

namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>The key figures that publishing a draft would move.</summary>
/// <param name="KeepingMissing">When published rows that the draft does not mention stay.</param>
/// <param name="RemovingMissing">When they are removed. The same list where it mentions all of them.</param>
public sealed record DraftImpact(IReadOnlyList<MovedFigure> KeepingMissing, IReadOnlyList<MovedFigure> RemovingMissing)
{
    public static readonly DraftImpact None = new([], []);

    /// <summary>Whether removing makes no difference to any of them.</summary>
    public bool IsTheSame => KeepingMissing.Select(Said).SequenceEqual(RemovingMissing.Select(Said));

    private static (string, string, double?, string) Said(MovedFigure figure) => (figure.Code, figure.Title, figure.After.Value, figure.After.Text);

    /// <summary>Asks every feature that computes figures.</summary>
    public static async Task<DraftImpact> OfAsync(
        IEnumerable<IPublicationImpact> impacts, EditionQueries editions, VersionDetails draft, string country, string reference, CancellationToken ct)
    {
        if (draft is not { Status: VersionStatus.Draft, Errors: 0 }) return None;
        var edition = await editions.LatestAsync(ct);
        var (keeping, removing) = (new List<MovedFigure>(), new List<MovedFigure>());
        foreach (var impact in impacts)
        {
            keeping.AddRange(await impact.MovedByAsync(country, reference, edition, draft, removeMissing: false, ct));
            if (draft.Absent > 0) removing.AddRange(await impact.MovedByAsync(country, reference, edition, draft, removeMissing: true, ct));
        }

        return new(keeping, draft.Absent > 0 ? removing : keeping);
    }
}
