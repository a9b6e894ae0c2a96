using Microsoft.AspNetCore.Identity;
using Npgsql;
using Sovereign.Dashboard.Audit;

namespace Sovereign.Dashboard.Access;

/// <summary>Ends the session of whoever asks, by cookie.</summary>
public sealed class SignOut(SignInManager<Person> sessions, CurrentPerson current, NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Notes it and takes the cookie away.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (current.Pseudonym is { } pseudonym)
        {
            await using var connection = await database.OpenConnectionAsync(ct);
            var happened = new AuditEvent(clock.GetUtcNow(), pseudonym, EventNames.PersonSignedOut, $"person:{pseudonym}");
            await AuditLog.AppendAsync(connection, null, happened, ct);
        }

        await sessions.SignOutAsync();
    }
}
