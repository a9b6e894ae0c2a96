using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Datasets.Intake;
using Sovereign.Dashboard.Datasets.Publishing;

namespace Sovereign.Dashboard.Commands;

/// <summary><c>import FILE --dataset CODE --as EMAIL [--publish-as EMAIL]</c>: the intake of the pages, from the command line.</summary>
internal static class ImportCommand
{
    public static async Task<int> RunAsync(
        string[] args, IServiceProvider services, TextReader input, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var (file, dataset, uploader, publisher) = args switch
        {
            [var f, "--dataset", var d, "--as", var u] => (f, d, u, null),
            [var f, "--dataset", var d, "--as", var u, "--publish-as", var p] => (f, d, u, p),
            _ => (null, "", "", null),
        };
        if (file is null)
        {
            await error.WriteLineAsync("Usage: import FILE --dataset CODE --as EMAIL [--publish-as EMAIL].");
            return 2;
        }

        var people = services.GetRequiredService<PeopleQueries>();
        var actors = new List<Actor>();
        foreach (var email in new[] { uploader, publisher }.OfType<string>())
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
            actors[0], actors.ElementAtOrDefault(1), dataset, Path.GetFileName(file), body, new PublishRequest(), ct);
        switch (outcome)
        {
            case Outcome<PublishedVersion>.Done done:
                await output.WriteLineAsync($"{dataset} {done.Value.Semantic} published as edition {done.Value.Edition}: {done.Value.Added} rows added, {done.Value.Changed} changed.");
                return 0;
            case Outcome<PublishedVersion>.Refused { Why.Code: "draft-only" } draft when publisher is null:
                await output.WriteLineAsync(draft.Why.Sentence);
                return 0;
            case Outcome<PublishedVersion>.Refused refused:
                await error.WriteLineAsync(refused.Why.Sentence);
                return 1;
            default:
                throw new InvalidOperationException("An outcome is either done or refused.");
        }
    }
}
