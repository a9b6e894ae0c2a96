using System.Net.Mail;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Access;

/// <summary>Adds someone who can sign in.</summary>
public sealed class AddPerson(IDbContextFactory<PortalDb> contexts, IPasswordHasher<Person> hasher, TimeProvider clock)
{
    /// <summary>Shortest password accepted, in characters. Length is what counts; there are no rules about digits and signs.</summary>
    public const int ShortestPassword = 12;

    /// <summary>Adds the person. Whether the caller may is the caller's check: today only the command line calls.</summary>
    /// <param name="email">Address to sign in with.</param>
    /// <param name="roles">Codes of <see cref="Roles"/>, at least one.</param>
    /// <param name="password">At least <see cref="ShortestPassword"/> characters.</param>
    /// <param name="by">Pseudonym of who asks, or <see cref="AuditEvent.CommandLine"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The person, or a refusal: <c>email</c>, <c>unknown-role</c>, <c>password-too-short</c>, <c>email-taken</c>.</returns>
    public async Task<Outcome<Actor>> RunAsync(
        string email, IReadOnlyList<string> roles, string password, string by, CancellationToken ct)
    {
        email = email.Trim();
        if (email.Length > 254 || !MailAddress.TryCreate(email, out var address) || address.Address != email)
            return new Refusal("email", $"'{email}' is not an e-mail address.");
        if (roles.Count == 0 || roles.FirstOrDefault(role => !Roles.All.Contains(role)) is { })
            return new Refusal("unknown-role", $"A role is one of {string.Join(", ", Roles.All)}.");
        if (password.Length < ShortestPassword)
            return new Refusal("password-too-short", $"A password has at least {ShortestPassword} characters.");

        var now = clock.GetUtcNow();
        var person = Person.NewHuman(email, address.User, roles, now);
        person.SetPassword(hasher.HashPassword(person, password));

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var taken = new Refusal("email-taken", $"There is already a person with the address '{email}'.");
        if (await db.Set<Person>().AnyAsync(other => other.NormalizedUserName == person.NormalizedUserName, ct)) return taken;
        db.Add(person);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { ConstraintName: "ix_person_normalized_user_name" })
        {
            // Added by someone else since we looked.
            return taken;
        }

        var details = new JsonObject { ["roles"] = new JsonArray([.. person.Roles.Select(role => JsonValue.Create(role.Role))]) };
        await AuditLog.AppendAsync(db, new AuditEvent(now, by, EventNames.PersonAdded, $"person:{person.Pseudonym}", details), ct);
        await transaction.CommitAsync(ct);
        return person.ToActor();
    }
}
