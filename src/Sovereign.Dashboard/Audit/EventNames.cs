namespace Sovereign.Dashboard.Audit;

/// <summary>The names events have in the log. A name, once written, is never given another meaning.</summary>
public static class EventNames
{
    public const string PersonAdded = "person.added";
    public const string PersonSignedIn = "person.signed-in";
    public const string PersonSignedOut = "person.signed-out";
    public const string PersonLockedOut = "person.locked-out";

    /// <summary>Name, address, password, tokens and roles of somebody were erased; the pseudonym stays.</summary>
    public const string PersonErased = "person.erased";

    public const string PersonPasswordChanged = "person.password-changed";
    public const string DemoPeopleEnsured = "demo-people.ensured";
    public const string DemoPeopleClosed = "demo-people.closed";
    public const string TokenIssued = "token.issued";
    public const string TokenRevoked = "token.revoked";

    /// <summary>A signed-in person asked for what the role matrix does not give.</summary>
    public const string PermissionRefused = "permission.refused";

    public const string VersionUploaded = "version.uploaded";
    /// <summary>The file of a draft with errors was sent again and is read anew: what it lacked may exist by now.</summary>
    public const string VersionReadAgain = "version.read-again";

    /// <summary>The portal proposes how a file is read and asks a person to confirm it.</summary>
    public const string VersionReadingAsked = "version.reading-asked";

    /// <summary>A person has said how the file is read.</summary>
    public const string VersionReadingConfirmed = "version.reading-confirmed";

    /// <summary>The portal has read a file to its end, and found errors or none.</summary>
    public const string VersionChecked = "version.checked";
    public const string VersionExplained = "version.explained";
    public const string VersionReturned = "version.returned";
    /// <summary>The uploader handed a returned draft in again.</summary>
    public const string VersionSubmitted = "version.submitted";

    /// <summary>A draft is read and compared anew with what is published by now.</summary>
    public const string VersionComparedAgain = "version.compared-again";
    public const string VersionRejected = "version.rejected";
    public const string VersionPublished = "version.published";
    public const string VersionWithdrawn = "version.withdrawn";

    /// <summary>Indicators, definitions, countries, sources, datasets or preferences changed in an edition.</summary>
    public const string ReferenceChanged = "reference.changed";

    public const string SiteEnrolled = "site.enrolled";

    /// <summary>Where a site keeps its raw series, for the portal to ask there.</summary>
    public const string PullSourceSet = "pull-source.set";
    public const string PullSourceEnded = "pull-source.ended";
    public const string EngineEnrolled = "engine.enrolled";

    /// <summary>An engine was described anew: hardware, model, boundary or price.</summary>
    public const string EngineRevised = "engine.revised";
    public const string EngineRetired = "engine.retired";

    /// <summary>A time for which nothing is to be expected of an engine.</summary>
    public const string OutageAnnounced = "outage.announced";
    public const string OutageCancelled = "outage.cancelled";

    /// <summary>A key that sends telemetry, for an engine or for all engines of a site.</summary>
    public const string EngineKeyIssued = "engine-key.issued";
    public const string EngineKeyRevoked = "engine-key.revoked";

    /// <summary>An operator has explained what excluded an engine's figures.</summary>
    public const string AlarmExplained = "alarm.explained";

    /// <summary>The telemetry of a UTC day became published figures.</summary>
    public const string DayClosed = "telemetry-day.closed";

    /// <summary>All of the above.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        PersonAdded, PersonSignedIn, PersonSignedOut, PersonLockedOut, PersonErased, PersonPasswordChanged, DemoPeopleEnsured, DemoPeopleClosed,
        TokenIssued, TokenRevoked, PermissionRefused,
        VersionUploaded, VersionReadAgain, VersionReadingAsked, VersionReadingConfirmed, VersionChecked, VersionExplained, VersionReturned, VersionSubmitted,
        VersionComparedAgain, VersionRejected, VersionPublished, VersionWithdrawn,
        ReferenceChanged,
        SiteEnrolled, PullSourceSet, PullSourceEnded, EngineEnrolled, EngineRevised, EngineRetired, OutageAnnounced, OutageCancelled, EngineKeyIssued, EngineKeyRevoked, AlarmExplained, DayClosed,
    ];
}
