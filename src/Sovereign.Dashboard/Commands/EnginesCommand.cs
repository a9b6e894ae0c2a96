using System.Globalization;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Outages;

namespace Sovereign.Dashboard.Commands;

/// <summary>
/// <c>engines add CODE --site SITE …</c> enrols an engine and prints its own key alone; <c>engines import FILE</c> enrols a table of engines, which
/// their site's key speaks for; <c>engines outage CODE --to TIME …</c> announces that nothing is to be expected of one for a time.
/// </summary>
public static class EnginesCommand
{
    public const string Usage = "engines add CODE --site SITE [--hardware TEXT] [--accelerators N] [--boundary gpu|node|facility] [--pue N] [--match label=value;...] [...] | engines import FILE | engines outage CODE [--from TIME] --to TIME --reason TEXT";

    private static readonly string[] outageOptions = ["from", "to", "reason"];

    /// <summary>Runs the command on what follows the word <c>engines</c>.</summary>
    /// <returns>0 done, 1 refused with a sentence on <paramref name="error"/>, 2 not understood.</returns>
    public static async Task<int> RunAsync(
        string[] args, IServiceProvider services, TextReader input, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var enrol = services.GetRequiredService<EnrolEngine>();
        switch (args)
        {
            case ["add", var code, .. var rest] when !code.StartsWith('-') && NamedOptions.Read(rest, EngineFile.Columns) is { } options && options.ContainsKey("site"):
                EngineForm form;
                try
                {
                    options["code"] = code;
                    form = EngineFile.Form(options);
                }
                catch (FormatException wrong)
                {
                    await error.WriteLineAsync($"{wrong.Message}.");
                    return 2;
                }

                return await TellAsync(await enrol.RunAsync([form], AuditEvent.CommandLine, withKeys: true, ct), keys => output.WriteLineAsync(keys[0].Secret), error);
            case ["import", var file] when !file.StartsWith('-'):
                var read = EngineFile.Read(file);
                if (read is Outcome<IReadOnlyList<EngineForm>>.Refused refused)
                {
                    await error.WriteLineAsync(refused.Why.Sentence);
                    return 1;
                }

                var engines = ((Outcome<IReadOnlyList<EngineForm>>.Done)read).Value;
                return await TellAsync(
                    await enrol.RunAsync(engines, AuditEvent.CommandLine, withKeys: false, ct),
                    _ => output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{engines.Count} engines enrolled.")), error);
            case ["outage", var code, .. var rest] when !code.StartsWith('-') && NamedOptions.Read(rest, outageOptions) is { } options
                && OutageForm.Read(options.GetValueOrDefault("from"), options.GetValueOrDefault("to"), options.GetValueOrDefault("reason")) is { } outage:
                var planned = await services.GetRequiredService<PlanOutage>().RunAsync(code, outage, AuditEvent.CommandLine, ct);
                return await TellAsync(planned, done => output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{done.From:u} to {done.To:u}")), error);
            default:
                await error.WriteLineAsync($"Usage: {Usage}; the other options are named like the columns of the file: {string.Join(", ", EngineFile.Columns)}.");
                return 2;
        }
    }

    private static async Task<int> TellAsync<T>(Outcome<T> outcome, Func<T, Task> done, TextWriter error)
    {
        if (outcome is Outcome<T>.Refused refused)
        {
            await error.WriteLineAsync(refused.Why.Sentence);
            return 1;
        }

        await done(((Outcome<T>.Done)outcome).Value);
        return 0;
    }
}
