using System.Globalization;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>
/// What an operator types of sites and engines: texts by column, under the names of <see cref="EngineFile"/>, so that a mistake stands where it was made, as it was typed.
/// </summary>
public static class TypedForms
{
    /// <summary>Columns of a site.</summary>
    public static readonly IReadOnlyList<string> SiteColumns = ["code", "title", "country", "operator", "pue", "power_source", "usd_per_kwh"];

    /// <summary>An engine from what was typed, or <c>bad-field</c>.</summary>
    public static Outcome<EngineForm> Engine(IReadOnlyDictionary<string, string> typed) => Read(() => EngineFile.Form(typed));

    /// <summary>A site from what was typed, or <c>bad-field</c>.</summary>
    public static Outcome<SiteForm> Site(IReadOnlyDictionary<string, string> typed) => Read(() => new SiteForm
    {
        Code = typed.GetValueOrDefault("code"),
        Title = typed.GetValueOrDefault("title"),
        Country = typed.GetValueOrDefault("country"),
        Operator = typed.GetValueOrDefault("operator"),
        Pue = EngineFile.Number(typed, "pue"),
        PowerSource = typed.GetValueOrDefault("power_source"),
        UsdPerKwh = EngineFile.Number(typed, "usd_per_kwh"),
    });

    /// <summary>What would have been typed to describe an engine so.</summary>
    public static IReadOnlyDictionary<string, string> Of(EngineForm form) => new Dictionary<string, string?>
    {
        ["code"] = form.Code,
        ["site"] = form.Site,
        ["software"] = form.Software,
        ["hardware"] = form.Hardware,
        ["device_class"] = form.DeviceClass,
        ["accelerators"] = form.Accelerators?.ToString(CultureInfo.InvariantCulture),
        ["model"] = form.Model,
        ["active_parameters"] = Text(form.ActiveParameters),
        ["precision"] = form.Precision,
        ["tokenizer"] = form.Tokenizer,
        ["boundary"] = form.Boundary,
        ["pue"] = Text(form.Pue),
        ["power_source"] = form.PowerSource,
        ["usd_per_kwh"] = Text(form.UsdPerKwh),
        ["peak_flops"] = Text(form.PeakFlops),
        ["memory_bandwidth"] = Text(form.MemoryBandwidth),
        ["max_power_watts"] = Text(form.MaxPowerWatts),
        ["match"] = form.Match,
        ["interval_seconds"] = form.IntervalSeconds?.ToString(CultureInfo.InvariantCulture),
        ["scrape_url"] = form.ScrapeUrl,
    }.Where(cell => !string.IsNullOrEmpty(cell.Value)).ToDictionary(cell => cell.Key, cell => cell.Value!, StringComparer.Ordinal);

    /// <summary>What was typed into a form, without what was left empty.</summary>
    public static IReadOnlyDictionary<string, string> Typed(IFormCollection form, IEnumerable<string> columns) =>
        columns.Select(column => (column, Text: form[column].ToString().Trim())).Where(cell => cell.Text.Length > 0).ToDictionary(cell => cell.column, cell => cell.Text, StringComparer.Ordinal);

    /// <summary>The column that a refusal is about: rules name the field first.</summary>
    public static string ColumnOf(Refusal why, IEnumerable<string> columns) => why.Code switch
    {
        "bad-code" or "already-enrolled" => "code",
        "bad-match" => "match",
        "unknown-site" => "site",
        "unknown-country" => "country",
        _ => columns.FirstOrDefault(column => column == Named(why)) ?? "code",
    };

    /// <summary>The refusal with the field's label in place of its name.</summary>
    public static string Sentence(Refusal why, string label) =>
        why.Code == "bad-field" && why.Sentence.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end ? label + why.Sentence[end..] : why.Sentence;

    // "activeParameters is …" is about active_parameters.
    private static string Named(Refusal why) =>
        string.Concat(why.Sentence.TakeWhile(c => c != ' ').Select(c => char.IsAsciiLetterUpper(c) ? $"_{char.ToLowerInvariant(c)}" : c.ToString()));

    private static Outcome<T> Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException wrong)
        {
            return new Refusal("bad-field", $"{wrong.Message}.");
        }
    }

    private static string? Text(double? number) => number is { } known ? known is >= 1e6 or <= -1e6 ? known.ToString("0.###############e0", CultureInfo.InvariantCulture) : known.ToString("R", CultureInfo.InvariantCulture) : null;
}
