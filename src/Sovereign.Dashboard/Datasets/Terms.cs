using Sovereign.Dashboard.Exports.Shown;

namespace Sovereign.Dashboard.Datasets;

/// <summary>
/// What the terms of sources let leave the portal. The one place that says so: whoever reads published figures reads them through it. The terms are those that
/// the edition knew, so that an edition answers the same for ever; what must not be given any more is withdrawn.
/// </summary>
public static class Terms
{
    /// <summary>Whether figures of the source are shown, answered and computed with. Where not, they serve the checks of uploads alone.</summary>
    public static bool MayBeShown(this Source source) => source.Redistribution != Redistribution.No;

    /// <summary>Whether rows of the source are part of a dataset's files.</summary>
    public static bool MayLeaveInFiles(this Source source) => source.Redistribution == Redistribution.Open;

    /// <summary>What the terms allow, for people: "whole tables, with credit".</summary>
    public static string Allowed(this Source source) => source.Redistribution switch
    {
        Redistribution.Open => "whole tables, with credit",
        Redistribution.Figures => "single cited figures, not tables",
        Redistribution.No => "checks only",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source.Redistribution, "Not a kind of terms."),
    };

    /// <summary>The source as files credit it.</summary>
    public static Credit ToCredit(this Source source) =>
        new(source.Code, source.Title, source.Publisher, source.Year, source.Url, source.Licence, source.Allowed());

    /// <summary>Ids of the sources whose rows stay back; null where there are none.</summary>
    /// <param name="known">What the edition knew.</param>
    /// <param name="inFiles">Whether rows are read for a file, or to be shown.</param>
    internal static int[]? Withheld(ReferenceData known, bool inFiles)
    {
        int[] ids = [.. known.Sources.Values.Where(source => !(inFiles ? source.MayLeaveInFiles() : source.MayBeShown())).Select(source => known.SourceIds[source.Code])];
        return ids.Length == 0 ? null : ids;
    }
}
