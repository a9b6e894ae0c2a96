using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Datasets;

/// <summary>Whom an open version waits for, and for what.</summary>
public static class VersionWait
{
    /// <param name="version">A version that is not decided.</param>
    /// <param name="me">Key of the reader; null for nobody.</param>
    /// <param name="mayPublish">Whether the reader may publish what others upload.</param>
    /// <returns>The end of "It waits for …"; empty for a version that waits for nobody.</returns>
    public static string WaitsFor(this VersionDetails version, Guid? me, bool mayPublish)
    {
        var uploader = version.UploadedBy == me ? "you" : "its uploader";
        return version switch
        {
            { Status: VersionStatus.Received or VersionStatus.Reading } => "the portal to read it",
            { Status: VersionStatus.NeedsReading } => $"{uploader} to say how it is read",
            { Status: not VersionStatus.Draft } => "",
            { Errors: > 0 } => $"{uploader} to mend {Numbers.Count(version.Errors, "error", "errors")}",
            { Returned: not null } => $"{uploader}: it was sent back with a comment",
            { Unexplained: > 0 and var open } => $"{uploader} to explain {Numbers.Count(open, "warning", "warnings")}",
            { IsStale: true } => "somebody to compare it again",
            _ => version.UploadedBy != me && mayPublish ? "you, or another second person, to review it" : "a second person to review it",
        };
    }
}
