namespace Sovereign.Dashboard.Web;

public static class SiteAddress
{
    /// <summary>Scheme and host as the reader wrote them.</summary>
    public static string Site(this HttpRequest request) => $"{request.Scheme}://{request.Host}";
}
