using Microsoft.EntityFrameworkCore;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Access;

/// <summary>Reads about people, for commands and jobs that act for someone.</summary>
public sealed class PeopleQueries(IDbContextFactory<PortalDb> contexts)
{
    /// <summary>The person with this address; null when there is none.</summary>
    public async Task<Actor?> FindByEmailAsync(string email, CancellationToken ct)
    {
        var normalized = Person.Normalize(email.Trim());
        await using var db = await contexts.CreateDbContextAsync(ct);
        var person = await db.Set<Person>().AsNoTracking().Include(person => person.Roles)
            .SingleOrDefaultAsync(person => person.NormalizedEmail == normalized, ct);
        return person?.ToActor();
    }

    /// <summary>Who stands behind the pseudonyms, by pseudonym; those that are nobody's are left out.</summary>
    public async Task<IReadOnlyDictionary<string, NamedPerson>> NamesAsync(IReadOnlyCollection<string> pseudonyms, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = await db.Set<Person>().AsNoTracking().Where(person => pseudonyms.Contains(person.Pseudonym)).ToListAsync(ct);
        return people.ToDictionary(person => person.Pseudonym, person => new NamedPerson(person.Pseudonym, person.DisplayName, person.IsErased));
    }

    /// <summary>The person with this key, system accounts included; null when there is none.</summary>
    public async Task<Actor?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var person = await db.Set<Person>().AsNoTracking().Include(person => person.Roles)
            .SingleOrDefaultAsync(person => person.Id == id, ct);
        return person?.ToActor();
    }
}
