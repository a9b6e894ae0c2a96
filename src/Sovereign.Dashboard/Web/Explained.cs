namespace Sovereign.Dashboard.Web;

/// <summary>What was asked for, where a page that explains stands in for the answer.</summary>
/// <param name="Method">HTTP method of the request.</param>
/// <param name="Address">Path and query of the request.</param>
public sealed record Explained(string Method, string Address)
{
    /// <summary>Whether asking for the same again changes nothing.</summary>
    public bool IsRead => HttpMethods.IsGet(Method);
}
