using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Commands;

/// <summary>
/// <c>users add EMAIL --role ROLE [--role ROLE …] [--password-stdin]</c> adds someone who can sign in; <c>users erase EMAIL</c> forgets someone for good.
/// </summary>
public static class UsersCommand
{
    public const string Usage = "users add EMAIL --role ROLE [--role ROLE ...] [--password-stdin] | users erase EMAIL";

    /// <summary>Runs the command on what follows the word <c>users</c>. Without <c>--password-stdin</c> it makes a password and prints it alone.</summary>
    /// <returns>0 done, 1 refused with a sentence on <paramref name="error"/>, 2 not understood.</returns>
    public static async Task<int> RunAsync(
        string[] args, IServiceProvider services, TextReader input, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (args is ["erase", var erased] && !erased.StartsWith('-')) return await EraseAsync(erased, services, output, error, ct);
        if (Parse(args) is not { } asked)
        {
            await error.WriteLineAsync($"Usage: {Usage}; a role is one of {string.Join(", ", Roles.All)}.");
            return 2;
        }

        var password = asked.PasswordFromInput ? (await input.ReadLineAsync(ct) ?? "") : RandomPassword.Next();
        var outcome = await services.GetRequiredService<AddPerson>()
            .RunAsync(asked.Email, asked.Roles, password, AuditEvent.CommandLine, ct);
        if (outcome is Outcome<Actor>.Refused refused)
        {
            await error.WriteLineAsync(refused.Why.Sentence);
            return 1;
        }

        if (!asked.PasswordFromInput) await output.WriteLineAsync(password);
        return 0;
    }

    private static async Task<int> EraseAsync(string email, IServiceProvider services, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var outcome = await services.GetRequiredService<ErasePerson>().RunAsync(email, AuditEvent.CommandLine, ct);
        if (outcome is Outcome<string>.Refused refused)
        {
            await error.WriteLineAsync(refused.Why.Sentence);
            return 1;
        }

        await output.WriteLineAsync($"Erased; the log goes on calling this person {((Outcome<string>.Done)outcome).Value}.");
        return 0;
    }

    private static Asked? Parse(string[] args)
    {
        if (args is not ["add", var email, .. var rest] || email.StartsWith('-')) return null;
        var roles = new List<string>();
        var fromInput = false;
        while (rest.Length > 0)
        {
            switch (rest)
            {
                case ["--role", var role, .. var more] when Roles.All.Contains(role):
                    roles.Add(role);
                    rest = more;
                    break;
                case ["--password-stdin", .. var more]:
                    fromInput = true;
                    rest = more;
                    break;
                default:
                    return null;
            }
        }

        return roles.Count == 0 ? null : new Asked(email, roles, fromInput);
    }

    private sealed record Asked(string Email, IReadOnlyList<string> Roles, bool PasswordFromInput);
}
