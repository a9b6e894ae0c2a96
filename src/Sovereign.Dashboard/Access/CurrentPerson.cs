namespace Sovereign.Dashboard.Access;

/// <summary>
/// Who is acting in this scope: the signed-in person of the request, or whoever a command or job said it acts for with <see cref="Become"/>.
/// Nobody, unless one of the two holds.
/// </summary>
public sealed class CurrentPerson(IHttpContextAccessor http)
{
    private Actor? _became;

    /// <summary>Who acts; null for an anonymous reader.</summary>
    public Actor? Actor => _became ?? (http.HttpContext is { } context ? PersonClaims.Read(context.User) : null);

    /// <summary>Key in <c>access.person</c>; null for an anonymous reader.</summary>
    public Guid? Id => Actor?.Id;

    /// <summary>Address used to sign in; null for an anonymous reader and for system accounts.</summary>
    public string? Email => Actor?.Email;

    /// <summary>What the audit log writes; null for an anonymous reader.</summary>
    public string? Pseudonym => Actor?.Pseudonym;

    /// <summary>Whether whoever acts has the permission.</summary>
    public bool May(string permission) => Actor?.May(permission) ?? RoleMatrix.AnyoneMay(permission);

    /// <summary>Acts for a person outside a request: seeding, <c>import --as</c>, a job that goes on for the uploader.</summary>
    /// <exception cref="InvalidOperationException">The scope belongs to a request: a request never acts for someone else.</exception>
    public void Become(Actor actor)
    {
        if (http.HttpContext is not null) throw new InvalidOperationException("A request acts only for the person who signed in.");
        _became = actor;
    }
}
