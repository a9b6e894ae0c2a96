using Microsoft.AspNetCore.Identity;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Access;

/// <summary>Signs someone in with address and password, by cookie.</summary>
public sealed class SignIn(
    UserManager<Person> people, SignInManager<Person> sessions, DecoyPassword decoy, PortalDb db, TimeProvider clock)
{
    /// <summary>Failures in a row after which the account is closed for <see cref="LockedFor"/>.</summary>
    public const int FailuresUntilLocked = 10;

    /// <summary>How long a locked account stays closed.</summary>
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(10);

    // One answer for every reason: which addresses have accounts is nobody's business.
    private static readonly Refusal s_refused = new(
        "sign-in-failed",
        "E-mail address or password is not right. After ten wrong passwords an account is closed for ten minutes.");

    /// <summary>Checks the password and writes the cookie to the response.</summary>
    /// <returns>The person's pseudonym, or the refusal <c>sign-in-failed</c>.</returns>
    public async Task<Outcome<string>> RunAsync(string email, string password, CancellationToken ct)
    {
        var person = await people.FindByEmailAsync(email.Trim());
        if (person?.PasswordHash is null || await people.IsLockedOutAsync(person))
        {
            decoy.Check(password);
            return s_refused;
        }

        // Counted failures, a lock and the cookie stand or fall with their entry in the log; Identity's store works on the same context.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var result = await sessions.CheckPasswordSignInAsync(person, password, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            if (result.IsLockedOut) await NoteAsync(person, EventNames.PersonLockedOut, ct);
            await transaction.CommitAsync(ct);
            return s_refused;
        }

        await sessions.SignInAsync(person, isPersistent: false);
        await NoteAsync(person, EventNames.PersonSignedIn, ct);
        await transaction.CommitAsync(ct);
        return person.Pseudonym;
    }

    private Task NoteAsync(Person person, string name, CancellationToken ct) =>
        AuditLog.AppendAsync(db, new AuditEvent(clock.GetUtcNow(), person.Pseudonym, name, $"person:{person.Pseudonym}"), ct);
}
