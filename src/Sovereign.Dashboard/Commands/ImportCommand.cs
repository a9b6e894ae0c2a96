using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Intake;
using Sovereign.Dashboard.Datasets.Publishing;

namespace Sovereign.Dashboard.Commands;

/// <summary>
/// <c>import FILE --dataset CODE --as EMAIL [--explain REASON] [--publish-as EMAIL]</c>: the intake of the pages, from the command line. The reason is the
/// uploader's, for every warning that has none yet; without it a file with such warnings is not published.
/// </summary>
internal static class ImportCommand
{
    private const string Usage = "Usage: import FILE --dataset CODE --as EMAIL [--explain REASON] [--publish-as EMAIL].";

    private static readonly string[] options = ["--dataset", "--as", "--explain", "--publish-as"];

    public static async Task<int> RunAsync(
        string[] args, IServiceProvider services, TextReader input, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (Read(args) is not { } asked)
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }

        var (file, given) = asked;
        var (dataset, publisher) = (given["--dataset"], given.GetValueOrDefault("--publish-as"));
        var people = services.GetRequiredService<PeopleQueries>();
        var actors = new List<Actor>();
        foreach (var email in new[] { given["--as"], publisher }.OfType<string>())
        {
            if (await people.FindByEmailAsync(email, ct) is not { } found)
            {
                await error.WriteLineAsync($"There is no person with the address '{email}'.");
                return 1;
            }

            actors.Add(found);
        }

        if (!File.Exists(file))
        {
            await error.WriteLineAsync($"There is no file {file}.");
            return 1;
        }

        await using var body = File.OpenRead(file);
        var outcome = await services.GetRequiredService<ImportFile>().RunAsync(
            actors[0], actors.ElementAtOrDefault(1), dataset, Path.GetFileName(file), body, new PublishRequest(), given.GetValueOrDefault("--explain"), ct);
        switch (outcome)
        {
            case Outcome<PublishedVersion>.Done done:
                await output.WriteLineAsync($"{dataset} {done.Value.Semantic} published as edition {done.Value.Edition}: {done.Value.Added} rows added, {done.Value.Changed} changed.");
                return 0;
            case Outcome<PublishedVersion>.Refused { Why.Code: "draft-only" } draft when publisher is null:
                await output.WriteLineAsync(draft.Why.Sentence);
                return 0;
            case Outcome<PublishedVersion>.Refused { Why.Code: "unexplained-warnings" } open:
                await error.WriteLineAsync($"{open.Why.Sentence} --explain REASON gives all of them one.");
                return 1;
            case Outcome<PublishedVersion>.Refused refused:
                await error.WriteLineAsync(refused.Why.Sentence);
                return 1;
            default:
                throw new InvalidOperationException("An outcome is either done or refused.");
        }
    }

    /// <summary>The file and the options by name, in any order; null unless each is known, given once and has a value, and none that is needed lacks.</summary>
    private static (string File, Dictionary<string, string> Given)? Read(string[] args)
    {
        if (args.Length % 2 == 0 || args[0].StartsWith("--", StringComparison.Ordinal)) return null;
        var given = new Dictionary<string, string>();
        foreach (var pair in args[1..].Chunk(2))
        {
            if (!options.Contains(pair[0]) || !given.TryAdd(pair[0], pair[1])) return null;
        }

        return given.ContainsKey("--dataset") && given.ContainsKey("--as") ? (args[0], given) : null;
    }
}
