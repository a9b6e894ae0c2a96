using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Access;

/// <summary>
/// Forgets who someone was: name, address, password, tokens and roles go. The row stays with its key and its pseudonym, so that uploads and the log
/// still point at one and the same person, whom nobody can name any more.
/// </summary>
public sealed class ErasePerson(IDbContextFactory<PortalDb> contexts, TimeProvider clock)
{
    /// <summary>Erases the person; there is no way back. Whether the caller may is the caller's check: today only the command line calls.</summary>
    /// <param name="userName">Address the person signs in with.</param>
    /// <param name="by">Pseudonym of who asks, or <see cref="AuditEvent.CommandLine"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The pseudonym, or a refusal: <c>unknown-person</c>, <c>system-account</c>.</returns>
    public async Task<Outcome<string>> RunAsync(string userName, string by, CancellationToken ct)
    {
        var normalized = Person.Normalize(userName.Trim());
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // A token being issued to the person at this moment is waited for, and the next one finds nobody.
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM access.person WHERE normalized_user_name = {normalized} FOR UPDATE", ct);
        var person = await db.Set<Person>().Include(person => person.Roles).SingleOrDefaultAsync(person => person.NormalizedUserName == normalized, ct);
        if (person is null || person.IsErased) return new Refusal("unknown-person", $"There is no person with the address '{userName}'.");
        if (person.Kind == PersonKind.System) return new Refusal("system-account", $"{person.UserName} is an account of the portal itself and is nobody to erase.");

        var roles = new JsonArray([.. person.Roles.Select(role => JsonValue.Create(role.Role))]);
        person.Erase();
        await db.SaveChangesAsync(ct);
        var tokens = await db.Set<ApiToken>().Where(token => token.PersonId == person.Id).ExecuteDeleteAsync(ct);
        var details = new JsonObject { ["roles"] = roles, ["tokens"] = tokens };
        await AuditLog.AppendAsync(db, new AuditEvent(clock.GetUtcNow(), by, EventNames.PersonErased, $"person:{person.Pseudonym}", details), ct);
        await transaction.CommitAsync(ct);
        return person.Pseudonym;
    }
}
