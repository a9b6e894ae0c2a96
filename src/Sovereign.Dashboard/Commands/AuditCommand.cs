using Sovereign.Analytics.Evidence;
using Sovereign.Dashboard.Audit;

namespace Sovereign.Dashboard.Commands;

/// <summary>
/// <c>audit verify [--head HASH]</c> walks the log's chain; <c>audit head</c> prints the hash at its end alone, to be noted down and given to
/// <c>--head</c> another day.
/// </summary>
public static class AuditCommand
{
    public const string Usage = "audit verify [--head HASH] | audit head";

    /// <summary>Runs the command on what follows the word <c>audit</c>.</summary>
    /// <returns>0 when the chain holds, 1 when it does not, with a sentence on <paramref name="error"/>, 2 not understood.</returns>
    public static async Task<int> RunAsync(
        string[] args, IServiceProvider services, TextReader input, TextWriter output, TextWriter error, CancellationToken ct)
    {
        switch (args)
        {
            case ["head"]:
                await output.WriteLineAsync((await services.GetRequiredService<AuditQueries>().HeadAsync(ct)).Hash);
                return 0;
            case ["verify"]:
                return await VerifyAsync(null, services, output, error, ct);
            case ["verify", "--head", var head] when AuditChain.IsHash(head):
                return await VerifyAsync(head, services, output, error, ct);
            default:
                await error.WriteLineAsync($"Usage: {Usage}; a hash has {AuditChain.Start.Length} lower-case hexadecimal digits.");
                return 2;
        }
    }

    private static async Task<int> VerifyAsync(string? head, IServiceProvider services, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var report = await services.GetRequiredService<VerifyChain>().RunAsync(head, ct);
        await (report.Fault is null ? output : error).WriteLineAsync(report.Sentence);
        return report.Fault is null ? 0 : 1;
    }
}
