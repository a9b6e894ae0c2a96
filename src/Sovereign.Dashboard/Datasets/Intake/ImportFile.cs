using Microsoft.EntityFrameworkCore;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Publishing;
using Sovereign.Dashboard.Datasets.Review;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>Receives, reads and publishes a file in one go, for seeding and for the command line. The rules are those of the pages.</summary>
public sealed class ImportFile(
    ReceiveFile receive, ReadVersionJob read, ExplainFindings explain, PublishVersion publish, IDbContextFactory<PortalDb> databases)
{
    /// <param name="uploader">Who uploads.</param>
    /// <param name="publisher">Who publishes; null leaves a draft.</param>
    /// <param name="datasetCode">An existing dataset.</param>
    /// <param name="fileName">As it will be shown.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="request">How it is published.</param>
    /// <param name="reason">The uploader's reason for every warning that has none; null leaves them without, and the file unpublished.</param>
    /// <param name="ct">Cancels; the file then stays received and the portal's sweep reads it.</param>
    /// <returns>What was published; a draft without publisher is refused with <c>draft-only</c>, which says where it lies.</returns>
    public async Task<Outcome<PublishedVersion>> RunAsync(
        Actor uploader, Actor? publisher, string datasetCode, string fileName, Stream body, PublishRequest request, string? reason, CancellationToken ct)
    {
        var received = await receive.RunAsync(uploader, datasetCode, fileName, body, ct);
        if (received is Outcome<Guid>.Refused refused) return refused.Why;
        var id = ((Outcome<Guid>.Done)received).Value;

        var version = await ReadToTheEndAsync(id, ct);
        if (version.Status == VersionStatus.NeedsReading)
            return new Refusal("needs-reading", $"How the file is read must be confirmed by a person at /work/versions/{id}/reading; then it can be published.");
        if (version.Errors > 0) return new Refusal("has-errors", await FirstErrorsAsync(version, ct));
        if (reason is not null && version.Warnings > 0
            && await explain.RunAsync(uploader, id, [new(null, null, null, ReasonCodes.Other, reason)], ct) is Outcome<ExplainedFindings>.Refused unexplained)
            return unexplained.Why;
        if (publisher is null) return new Refusal("draft-only", $"Version {id} of {datasetCode} is a draft of {version.Rows} rows; a second person publishes it.");
        return await publish.RunAsync(publisher, id, request, ct);
    }

    private async Task<DatasetVersion> ReadToTheEndAsync(Guid id, CancellationToken ct)
    {
        while (true)
        {
            // Returns at once when a worker already reads the version.
            await read.RunAsync(id, ct);
            await using var db = await databases.CreateDbContextAsync(ct);
            var version = await db.Set<DatasetVersion>().AsNoTracking().SingleAsync(v => v.Id == id, ct);
            if (!version.Status.IsUnread()) return version;
            await Task.Delay(TimeSpan.FromMilliseconds(200), ct);
        }
    }

    private async Task<string> FirstErrorsAsync(DatasetVersion version, CancellationToken ct)
    {
        const int shown = 5;
        await using var db = await databases.CreateDbContextAsync(ct);
        var file = await db.Set<SourceFile>().AsNoTracking().SingleAsync(source => source.Id == version.SourceFileId, ct);
        var first = await db.Set<Finding>().AsNoTracking()
            .Where(finding => finding.VersionNumber == version.Number).OrderBy(finding => finding.Ordinal).Take(shown).ToListAsync(ct);
        return $"{version.Errors} errors. {string.Join(" ", first.Select(finding => FindingWords.Message(file.Name, finding)))}{(version.Errors > shown ? $" And {version.Errors - shown} more." : "")}";
    }
}
