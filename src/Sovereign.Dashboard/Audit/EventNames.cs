namespace Sovereign.Dashboard.Audit;

/// <summary>The names events have in the log. A name, once written, is never given another meaning.</summary>
public static class EventNames
{
    public const string PersonAdded = "person.added";
    public const string PersonSignedIn = "person.signed-in";
    public const string PersonLockedOut = "person.locked-out";
    public const string DemoPeopleEnsured = "demo-people.ensured";
    public const string DemoPeopleClosed = "demo-people.closed";
    public const string TokenIssued = "token.issued";
    public const string TokenRevoked = "token.revoked";

    /// <summary>A signed-in person asked for what the role matrix does not give.</summary>
    public const string PermissionRefused = "permission.refused";

    public const string VersionUploaded = "version.uploaded";
    public const string VersionChecked = "version.checked";
    public const string VersionExplained = "version.explained";
    public const string VersionReturned = "version.returned";
    public const string VersionRejected = "version.rejected";
    public const string VersionPublished = "version.published";
    public const string VersionWithdrawn = "version.withdrawn";

    /// <summary>Indicators, definitions, countries, sources, datasets or preferences changed in an edition.</summary>
    public const string ReferenceChanged = "reference.changed";

    /// <summary>All of the above.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        PersonAdded, PersonSignedIn, PersonLockedOut, DemoPeopleEnsured, DemoPeopleClosed, TokenIssued, TokenRevoked, PermissionRefused,
        VersionUploaded, VersionChecked, VersionExplained, VersionReturned, VersionRejected, VersionPublished, VersionWithdrawn,
        ReferenceChanged,
    ];
}
