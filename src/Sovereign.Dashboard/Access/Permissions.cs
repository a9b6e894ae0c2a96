using System.Collections.Frozen;

namespace Sovereign.Dashboard.Access;

/// <summary>
/// What code may ask for. Code asks for permissions, never for roles; <see cref="RoleMatrix"/> says who has them.
/// Only permissions that something asks for today are listed.
/// </summary>
public static class Permissions
{
    /// <summary>Read what is published. Needs no sign-in.</summary>
    public const string ReadPublished = "data.read";

    /// <summary>Upload a file and bring it to a draft.</summary>
    public const string Upload = "datasets.upload";

    /// <summary>Publish, return, reject or withdraw a version; that it is not the own upload is checked by the use case.</summary>
    public const string Publish = "datasets.publish";

    /// <summary>Create and change indicators, sources and datasets.</summary>
    public const string Define = "datasets.define";

    /// <summary>Read drafts and findings before publication.</summary>
    public const string ReadDrafts = "datasets.drafts";

    /// <summary>Read the audit log.</summary>
    public const string ReadAudit = "audit.read";

    /// <summary>Add people, give and take roles.</summary>
    public const string ManageUsers = "users.manage";

    /// <summary>Read what single sites and engines report; the public sees national figures alone.</summary>
    public const string ReadTelemetry = "telemetry.read";

    /// <summary>Enrol sites and engines, issue and revoke their keys, explain alarms.</summary>
    public const string ManageEngines = "engines.manage";

    /// <summary>What every signed-in person may do with the own account: see it, sign out, hold tokens.</summary>
    public const string OwnAccount = "account.own";

    /// <summary>All of the above.</summary>
    public static readonly FrozenSet<string> All =
        FrozenSet.Create(ReadPublished, Upload, Publish, Define, ReadDrafts, ReadAudit, ManageUsers, ReadTelemetry, ManageEngines, OwnAccount);
}
