namespace Sovereign.Dashboard.Web;

/// <summary>Whose portal this is; configuration section <c>Portal</c>.</summary>
public sealed class PortalOptions
{
    /// <summary>ISO 3166-1 alpha-3 code of the country the overview speaks of.</summary>
    public string HomeCountry { get; set; } = "IND";

    /// <summary>ISO 3166-1 alpha-3 code of the country it is compared with unless the reader chooses another.</summary>
    public string ReferenceCountry { get; set; } = "USA";

    /// <summary>Name of the site, in the header and in titles.</summary>
    public string Title { get; set; } = "Sovereign Compute Observatory";

    /// <summary>Where an embedded database and its files live; empty means the default of the environment.</summary>
    public string? DataDirectory { get; set; }

    /// <summary><c>all</c>, <c>web</c> or <c>worker</c>.</summary>
    public string Role { get; set; } = "all";

    /// <summary>One password for the demo people of Development; empty means a random one.</summary>
    public string? DemoPassword { get; set; }

    /// <summary>
    /// Addresses and networks (<c>10.0.0.7</c>, <c>172.30.250.0/28</c>), separated by commas, of the proxies whose word on the caller's address and
    /// scheme is taken. Empty means that nobody's is.
    /// </summary>
    public string? TrustedProxies { get; set; }

    /// <summary>
    /// Whose borders a geographic map draws: <c>natural-earth</c>, or empty for maps without borders. Drawn borders break the law in some countries; the portal draws
    /// none unless it is told to.
    /// </summary>
    public string? Worldview { get; set; }

    /// <summary>A file whose content is the password of <c>ConnectionStrings__Portal</c>; empty means that the connection string has it.</summary>
    public string? DatabasePasswordFile { get; set; }

    /// <summary>Whether maps with the borders of Natural Earth are drawn.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Worldview"/> names a point of view that there are no outlines of.</exception>
    public bool DrawsBorders => Worldview switch
    {
        null or "" => false,
        "natural-earth" => true,
        var other => throw new InvalidOperationException($"Portal__Worldview is '{other}'; expected natural-earth, or nothing for maps without borders."),
    };

    /// <summary>Reads what may be wrong, so that a portal with wrong settings does not start.</summary>
    /// <exception cref="InvalidOperationException">A setting is none of those it may be; the message names it.</exception>
    public void Check()
    {
        _ = ReadRole();
        _ = DrawsBorders;
    }

    /// <summary>The settings that answers print or start from. A part of every ETag: they change answers without an edition.</summary>
    internal string Printed => string.Join('\n', HomeCountry, ReferenceCountry, Title, Worldview);

    /// <summary><see cref="Role"/> as read.</summary>
    /// <exception cref="InvalidOperationException">It is none of the three.</exception>
    public PortalRole ReadRole() => Enum.TryParse<PortalRole>(Role, ignoreCase: true, out var role) && Enum.IsDefined(role)
        ? role
        : throw new InvalidOperationException($"Portal__Role is '{Role}'; expected all, web or worker.");
}
