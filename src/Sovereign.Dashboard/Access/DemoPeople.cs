using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Access;

/// <summary>Seven people to try the portal with, in Development only; anywhere else their accounts are closed if they exist.</summary>
public sealed class DemoPeople(
    IDbContextFactory<PortalDb> contexts, IPasswordHasher<Person> hasher, IConfiguration configuration, IHostEnvironment environment,
    TimeProvider clock)
{
    // Any constant serves; it only has to differ from the other advisory locks of the portal.
    private const long LockKey = 0x534F5645_0002;

    private const string Domain = "@demo.example";

    private static readonly (string Name, string Role)[] s_people =
    [
        ("policymaker", Roles.Policymaker),
        ("planner", Roles.Planner),
        ("analyst", Roles.Analyst),
        ("reviewer", Roles.Analyst), // The second analyst, who publishes what the first uploads.
        ("auditor", Roles.Auditor),
        ("operator", Roles.Operator),
        ("admin", Roles.Admin),
    ];

    /// <summary>Addresses of the seven.</summary>
    public static readonly IReadOnlyList<string> Emails = [.. s_people.Select(person => person.Name + Domain)];

    /// <summary>
    /// Sees to it that the seven exist in Development with the password of <c>Portal__DemoPassword</c>, or a random one made once;
    /// elsewhere that none of them can sign in. Run at every start, after migrations.
    /// </summary>
    /// <returns>The random password when one was made now, to be printed this once; null otherwise.</returns>
    public async Task<string?> EnsureAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Several nodes may start at once.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockKey})", ct);
        var existing = await db.Set<Person>().Where(person => person.Email != null && person.Email.EndsWith(Domain)).ToListAsync(ct);
        var made = environment.IsDevelopment() ? await OpenAsync(db, existing, ct) : await CloseAsync(db, existing, ct);
        await transaction.CommitAsync(ct);
        return made;
    }

    private async Task<string?> OpenAsync(PortalDb db, List<Person> existing, CancellationToken ct)
    {
        var configured = configuration["Portal:DemoPassword"] is { Length: > 0 } given ? given : null;
        var complete = Emails.All(email => existing.Any(person => person.Email == email && person.PasswordHash is not null));
        if (complete && (configured is null || existing.All(person => Has(person, configured)))) return null;

        var now = clock.GetUtcNow();
        var password = configured ?? RandomPassword.Next();
        foreach (var (name, role) in s_people)
        {
            var person = existing.Find(person => person.Email == name + Domain);
            if (person is null)
            {
                person = Person.NewHuman(name + Domain, $"Demo {name}", [role], now);
                db.Add(person);
            }

            person.SetPassword(hasher.HashPassword(person, password));
        }

        await db.SaveChangesAsync(ct);
        await AuditLog.AppendAsync(db, Event(EventNames.DemoPeopleEnsured, now, s_people.Length), ct);
        return configured is null ? password : null;
    }

    private async Task<string?> CloseAsync(PortalDb db, List<Person> existing, CancellationToken ct)
    {
        var ids = existing.Select(person => person.Id).ToList();
        var tokens = await db.Set<ApiToken>().Where(token => ids.Contains(token.PersonId) && token.RevokedAt == null).ToListAsync(ct);
        var open = existing.Where(person => person.PasswordHash is not null).ToList();
        if (open.Count == 0 && tokens.Count == 0) return null;

        var now = clock.GetUtcNow();
        foreach (var person in open) person.SetPassword(null);
        foreach (var token in tokens) token.Revoke(now);
        await db.SaveChangesAsync(ct);
        await AuditLog.AppendAsync(db, Event(EventNames.DemoPeopleClosed, now, open.Count), ct);
        return null;
    }

    private bool Has(Person person, string password) =>
        person.PasswordHash is { } hash && hasher.VerifyHashedPassword(person, hash, password) != PasswordVerificationResult.Failed;

    private static AuditEvent Event(string name, DateTimeOffset now, int people) =>
        new(now, AuditEvent.CommandLine, name, "people:demo", new JsonObject { ["people"] = people });
}
