using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Sovereign.Dashboard.Audit;
using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Telemetry.Enrolment;
using Sovereign.Dashboard.Telemetry.Receiving;
using Sovereign.Dashboard.Telemetry.Rollups;
using Sovereign.Dashboard.Tests.Fixtures;
using Xunit;

namespace Sovereign.Dashboard.Tests.Telemetry;

/// <summary>A site with engines, and what they send put in as a reader of a wire format puts it in.</summary>
public sealed class Fleet(RunningPortal portal)
{
    private static int s_count;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Now, to the second: milliseconds since 1970.</summary>
    public static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds() * 1000;

    public string Site { get; private set; } = "";

    public string SiteKey { get; private set; } = "";

    public async Task<Fleet> EnrolSiteAsync(string country = "IND", string? by = null)
    {
        Site = $"site-{Interlocked.Increment(ref s_count)}";
        SiteKey = Value(await portal.Services.GetRequiredService<EnrolSite>().RunAsync(new SiteForm { Code = Site, Country = country, Operator = by }, AuditEvent.CommandLine, Ct)).Secret;
        return this;
    }

    /// <summary>Enrols an engine; answers its code and key.</summary>
    public async Task<(string Code, string Key)> EnrolAsync(Func<EngineForm, EngineForm>? describe = null)
    {
        if (Site.Length == 0) await EnrolSiteAsync();
        var form = new EngineForm { Code = $"engine-{Interlocked.Increment(ref s_count)}", Site = Site, Hardware = "H100", Accelerators = 1 };
        var keys = Value(await portal.Services.GetRequiredService<EnrolEngine>().RunAsync([describe?.Invoke(form) ?? form], AuditEvent.CommandLine, withKeys: true, Ct));
        return (form.Code!, keys[0].Secret);
    }

    /// <summary>Sends samples in one request.</summary>
    public async Task<Receipt> SendAsync(string key, params Sent[] samples)
    {
        var sender = await portal.Services.GetRequiredService<SenderKeys>().RecogniseAsync(key, Ct);
        Assert.NotNull(sender);
        return await SendAsync(sender, samples);
    }

    public async Task<Receipt> SendAsync(SenderKey sender, params Sent[] samples)
    {
        var intake = portal.Services.GetRequiredService<SampleIntake>();
        using var collector = await intake.OpenAsync(sender, Ct);
        var body = new StringBuilder();
        foreach (var sample in samples)
        {
            var labels = (sample.Labels ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(label => label.Split('=')).Select(pair => new Label(pair[0], pair[1]))
                .OrderBy(label => label.Name, StringComparer.Ordinal).ToList();
            var identity = Encoding.UTF8.GetBytes($"{sample.Metric}{{{sample.Labels}}}{sample.Temporality}");
            var slot = collector.Find(identity);
            if (slot < 0) slot = collector.Add(identity, new SeriesName(sample.Metric, labels, DeclaredType.Unknown, sample.Temporality));
            collector.Sample(slot, sample.At, sample.Value, sample.StartedAt);
            body.Append(sample).Append(BitConverter.DoubleToInt64Bits(sample.Value));
        }

        return await intake.KeepAsync(collector, Encoding.UTF8.GetBytes(body.ToString()));
    }

    /// <summary>Rolls up all that was sent.</summary>
    public async Task RollUpAsync()
    {
        // The portal's own job may be at it: then this waits for it.
        while (await portal.ScalarAsync<long>("SELECT count(*) FROM telemetry.touched") > 0)
            if (await portal.Services.GetRequiredService<RollUpMinutes>().RunAsync(Ct) == 0) await Task.Delay(20, Ct);
    }

    /// <summary>Sum of a counter's increases over all its minutes.</summary>
    public Task<double> IncreaseAsync(string engine, string signal) => portal.ScalarAsync<double>(
        """
        SELECT coalesce(sum(m.increase), 0) FROM telemetry.rollup_minute m JOIN telemetry.engine e ON e.id = m.engine_id WHERE e.code = $1 AND m.signal = $2
        """, engine, Sovereign.Dashboard.Telemetry.Mapping.Signals.Find(signal)!.Id);

    public static T Value<T>(Outcome<T> outcome) => outcome is Outcome<T>.Done done ? done.Value : throw new InvalidOperationException(((Outcome<T>.Refused)outcome).Why.Sentence);
}
