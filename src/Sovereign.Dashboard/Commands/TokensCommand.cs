using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Commands;

/// <summary><c>tokens add EMAIL --name NAME</c> prints a personal token alone; <c>tokens revoke EMAIL --name NAME</c> ends it.</summary>
public static class TokensCommand
{
    public const string Usage = "tokens add|revoke EMAIL --name NAME";

    /// <summary>Runs the command on what follows the word <c>tokens</c>.</summary>
    /// <returns>0 done, 1 refused with a sentence on <paramref name="error"/>, 2 not understood.</returns>
    public static async Task<int> RunAsync(
        string[] args, IServiceProvider services, TextReader input, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (args is not [("add" or "revoke") and var verb, var email, "--name", var name])
        {
            await error.WriteLineAsync($"Usage: {Usage}.");
            return 2;
        }

        if (await services.GetRequiredService<PeopleQueries>().FindByEmailAsync(email, ct) is not { } owner)
        {
            await error.WriteLineAsync($"There is no person with the address '{email}'.");
            return 1;
        }

        Refusal? refusal;
        if (verb == "add")
        {
            var issued = await services.GetRequiredService<IssueToken>().RunAsync(owner.Id, name, null, AuditEvent.CommandLine, ct);
            if (issued is Outcome<IssuedToken>.Done done) await output.WriteLineAsync(done.Value.Secret);
            refusal = (issued as Outcome<IssuedToken>.Refused)?.Why;
        }
        else
        {
            var revoked = await services.GetRequiredService<RevokeToken>().RunAsync(owner.Id, name, AuditEvent.CommandLine, ct);
            refusal = (revoked as Outcome<int>.Refused)?.Why;
        }

        if (refusal is null) return 0;
        await error.WriteLineAsync(refusal.Sentence);
        return 1;
    }
}
