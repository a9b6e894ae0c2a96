namespace Sovereign.Dashboard.Web;

/// <summary>What one process of the portal does.</summary>
public enum PortalRole
{
    /// <summary>Everything.</summary>
    All,

    /// <summary>Answers pages and the API; jobs run elsewhere.</summary>
    Web,

    /// <summary>Runs jobs; answers only whether it is well.</summary>
    Worker,
}
