namespace Sovereign.Dashboard.Design;

/// <summary>Writes addresses of this site: what the reader chose stands in the query, escaped, in the order given.</summary>
public static class Address
{
    /// <summary>A path with its query; entries whose value is null or empty are left out.</summary>
    public static string Of(string path, IEnumerable<(string Name, string? Value)> query)
    {
        var pairs = query.Where(entry => !string.IsNullOrEmpty(entry.Value))
            .Select(entry => $"{Uri.EscapeDataString(entry.Name)}={Escape(entry.Value!)}");
        var joined = string.Join('&', pairs);
        return joined.Length == 0 ? path : $"{path}?{joined}";
    }

    /// <summary>A path with its query; entries whose value is null or empty are left out.</summary>
    public static string Of(string path, params (string Name, string? Value)[] query) => Of(path, query.AsEnumerable());

    // A colon is allowed in a query (RFC 3986, 3.4), and instants read better with theirs.
    private static string Escape(string value) => Uri.EscapeDataString(value).Replace("%3A", ":", StringComparison.Ordinal);
}
