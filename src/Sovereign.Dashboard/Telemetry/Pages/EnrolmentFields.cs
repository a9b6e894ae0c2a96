using Sovereign.Dashboard.Telemetry.Enrolment;

namespace Sovereign.Dashboard.Telemetry.Pages;

/// <summary>The fields of sites and engines, in the order in which they are asked for.</summary>
public static class EnrolmentFields
{
    /// <summary>Of a site.</summary>
    public static readonly IReadOnlyList<FormField> Site =
    [
        new("code", "Code", "lower-case letters, digits, dots, hyphens, underscores", IsNeeded: true),
        new("title", "Name", "empty: its code"),
        new("country", "Country", "three letters, ISO 3166-1, such as IND", IsNeeded: true),
        new("operator", "Operator", "who runs it; national figures are shown only from enough operators. Empty: one of its own"),
        new("pue", "Power usage effectiveness", "power of the site over that of its computers, 1 or more", IsNumber: true),
        new("power_source", "Power source", "grid, solar, diesel …"),
        new("usd_per_kwh", "Price of electricity, USD per kWh", IsNumber: true),
    ];

    private static readonly IReadOnlyList<FormField> described =
    [
        new("software", "Software", "vllm, sglang, …; empty: its first metrics say"),
        new("hardware", "Hardware", "such as H100 SXM 80GB"),
        new("device_class", "Class of device", Choices: [("", "gpu with accelerators, else cpu"), ("gpu", "gpu"), ("cpu", "cpu"), ("edge", "edge: outside a data centre")]),
        new("accelerators", "Accelerators", "how many work for it; empty or 0: it runs on the processor", IsNumber: true),
        new("model", "Model"),
        new("active_parameters", "Active parameters, number", "those that work on each token, such as 7e9", IsNumber: true),
        new("precision", "Precision of the arithmetic", "bf16, fp8, int4 …"),
        new("tokenizer", "Tokenizer"),
        new("boundary", "What its joules cover", "not stated: no joules of it are published",
            Choices: [("", "not stated"), ("gpu", "gpu: the accelerators alone"), ("node", "node: the whole computer"), ("facility", "facility: with cooling and supply")]),
        new("pue", "Power usage effectiveness", "1 or more; empty: its site's", IsNumber: true),
        new("power_source", "Power source", "empty: its site's"),
        new("usd_per_kwh", "Price of electricity, USD per kWh", "empty: its site's", IsNumber: true),
        new("peak_flops", "Peak of one accelerator, FLOP/s", "dense, at the precision, as its maker states: 989e12", IsNumber: true),
        new("memory_bandwidth", "Memory bandwidth of one accelerator, bytes/s", "such as 3.35e12", IsNumber: true),
        new("max_power_watts", "Power of one accelerator at most, W", "without accelerators: of the computer", IsNumber: true),
        new("match", "Its series in what its site sends", "label=value;label=value; empty: all"),
        new("interval_seconds", "Reports every, seconds", "1 to 3600; empty: 60", IsNumber: true),
        new("scrape_url", "Page of metrics that the portal fetches", "only of hosts that the portal may scrape; empty: the engine sends"),
    ];

    /// <summary>Of an engine to be enrolled.</summary>
    /// <param name="sites">The sites there are.</param>
    public static IReadOnlyList<FormField> Engine(IEnumerable<SiteDetails> sites) =>
    [
        new("code", "Code", "lower-case letters, digits, dots, hyphens, underscores; unique over all sites", IsNeeded: true),
        new("site", "Site", Choices: [.. sites.Select(site => (site.Code, $"{site.Code}, {site.Country}"))]),
        .. described,
    ];

    /// <summary>Of an engine that is described anew: its code and site stay.</summary>
    public static IReadOnlyList<FormField> Revised => described;
}
