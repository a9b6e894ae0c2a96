using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Telemetry.Enrolment;

namespace Sovereign.Dashboard.Commands;

/// <summary>
/// <c>sites add CODE --country ISO3 …</c> enrols a site and prints its key alone: it speaks for all engines enrolled at the site.
/// <c>sites pull CODE --url URL …</c> says where the site keeps its raw series, for the portal to ask there; <c>--bearer-stdin</c> reads a bearer token from
/// standard input, for a command line is seen by others.
/// </summary>
public static class SitesCommand
{
    public const string Usage = "sites add CODE --country ISO3 [--title TEXT] [--operator TEXT] [--pue N] [--power-source TEXT] [--usd-per-kwh N] | sites pull CODE --url URL [--tenant T] [--bearer-stdin] | sites pull CODE --end";

    private static readonly string[] names = ["country", "title", "operator", "pue", "power_source", "usd_per_kwh"];

    /// <summary>Runs the command on what follows the word <c>sites</c>.</summary>
    /// <returns>0 done, 1 refused with a sentence on <paramref name="error"/>, 2 not understood.</returns>
    public static async Task<int> RunAsync(
        string[] args, IServiceProvider services, TextReader input, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (args is ["pull", var pulled, .. var said] && !pulled.StartsWith('-')) return await PullAsync(pulled, said, services, input, error, ct);
        if (args is not ["add", var code, .. var rest] || code.StartsWith('-') || NamedOptions.Read(rest, names) is not { } options || !options.TryGetValue("country", out var country))
        {
            await error.WriteLineAsync($"Usage: {Usage}.");
            return 2;
        }

        if (!NamedOptions.TryNumber(options, "pue", out var pue) || !NamedOptions.TryNumber(options, "usd_per_kwh", out var price))
        {
            await error.WriteLineAsync("--pue and --usd-per-kwh are numbers.");
            return 2;
        }

        var form = new SiteForm
        {
            Code = code,
            Title = options.GetValueOrDefault("title"),
            Country = country,
            Operator = options.GetValueOrDefault("operator"),
            Pue = pue,
            PowerSource = options.GetValueOrDefault("power_source"),
            UsdPerKwh = price,
        };
        var outcome = await services.GetRequiredService<EnrolSite>().RunAsync(form, AuditEvent.CommandLine, ct);
        if (outcome is Outcome<IssuedKey>.Refused refused)
        {
            await error.WriteLineAsync(refused.Why.Sentence);
            return 1;
        }

        await output.WriteLineAsync(((Outcome<IssuedKey>.Done)outcome).Value.Secret);
        return 0;
    }

    private static async Task<int> PullAsync(string code, string[] said, IServiceProvider services, TextReader input, TextWriter error, CancellationToken ct)
    {
        var sources = services.GetRequiredService<SetPullSource>();
        Outcome<string> outcome;
        if (said is ["--end"])
        {
            outcome = await sources.EndAsync(code, AuditEvent.CommandLine, ct);
        }
        else
        {
            var withBearer = said.Contains("--bearer-stdin");
            if (NamedOptions.Read([.. said.Where(word => word != "--bearer-stdin")], ["url", "tenant"]) is not { } options || !options.TryGetValue("url", out var url))
            {
                await error.WriteLineAsync($"Usage: {Usage}.");
                return 2;
            }

            var bearer = withBearer ? (await input.ReadToEndAsync(ct)).Trim() : null;
            outcome = await sources.RunAsync(code, new PullForm(url, options.GetValueOrDefault("tenant"), bearer), AuditEvent.CommandLine, ct);
        }

        if (outcome is not Outcome<string>.Refused refused) return 0;
        await error.WriteLineAsync(refused.Why.Sentence);
        return 1;
    }
}
