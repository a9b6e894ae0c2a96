using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Access;

/// <summary>Gives a signed-in person another password, and ends the sessions that began with the old one.</summary>
public sealed class ChangePassword(
    UserManager<Person> people, SignInManager<Person> sessions, IPasswordHasher<Person> hasher, IDbContextFactory<PortalDb> contexts, TimeProvider clock)
{
    /// <summary>Changes the password and signs the person in anew, here alone: the stamp in every other cookie no longer fits.</summary>
    /// <param name="actor">Whose password; only the own.</param>
    /// <param name="old">The password of now. A wrong one counts as a failed sign-in, so that a session left open does not let anyone guess.</param>
    /// <param name="wanted">The next one, at least <see cref="AddPerson.ShortestPassword"/> characters.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The pseudonym, or a refusal: <c>password-too-short</c>, <c>password-same</c>, <c>old-password</c>, <c>not-permitted</c>.</returns>
    public async Task<Outcome<string>> RunAsync(Actor actor, string old, string wanted, CancellationToken ct)
    {
        if (wanted.Length < AddPerson.ShortestPassword)
            return new Refusal("password-too-short", $"A password has at least {AddPerson.ShortestPassword} characters.");
        if (await people.FindByIdAsync(actor.Id.ToString("D")) is not { PasswordHash: not null } known)
            return new Refusal("not-permitted", "This account has no password.");
        if (!(await sessions.CheckPasswordSignInAsync(known, old, lockoutOnFailure: true)).Succeeded)
            return new Refusal("old-password", "The password of now is not right. After ten wrong passwords an account is closed for ten minutes.");
        if (wanted == old) return new Refusal("password-same", "The new password is the one of now.");

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var person = await db.Set<Person>().SingleAsync(person => person.Id == actor.Id, ct);
        person.SetPassword(hasher.HashPassword(person, wanted));
        await db.SaveChangesAsync(ct);
        await AuditLog.AppendAsync(
            db, new AuditEvent(clock.GetUtcNow(), person.Pseudonym, EventNames.PersonPasswordChanged, $"person:{person.Pseudonym}"), ct);
        await transaction.CommitAsync(ct);
        await sessions.SignInAsync(person, isPersistent: false);
        return person.Pseudonym;
    }
}
