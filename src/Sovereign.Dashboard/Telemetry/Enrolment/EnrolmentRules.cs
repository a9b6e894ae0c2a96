using System.Text.RegularExpressions;
using Sovereign.Analytics.Fleet;
using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Telemetry.Enrolment;

/// <summary>What an enrolment must keep to. A figure that cannot be true is refused here, for nothing later would notice.</summary>
public static partial class EnrolmentRules
{
    private const int LongestText = 200;
    private const int LongestUrl = 500;

    // GET /telemetry/live.
    private const string Stream = "live";

    // Far above what exists, far below what a slip of a unit makes of it (GB/s for B/s, TFLOP/s for FLOP/s).
    private const double LargestParameters = 1e15;
    private const double SmallestParameters = 1e5;
    private const double LargestRate = 1e18;
    private const double SmallestRate = 1e6;
    private const double LargestPower = 1e6;

    /// <summary>Checks a code: lower-case letters, digits, dots, hyphens and underscores, 1 to 64, as it stands in addresses.</summary>
    public static Refusal? Code(string? code, string what) => code is not null && CodePattern().IsMatch(code)
        ? null
        : new("bad-code", $"The code of {what} has 1 to 64 lower-case letters, digits, dots, hyphens or underscores and begins with a letter or digit.");

    /// <summary>Checks a site.</summary>
    public static Refusal? Site(SiteForm form) =>
        Code(form.Code, "a site")
        ?? Text(form.Title, "title") ?? Text(form.Operator, "operator") ?? Text(form.PowerSource, "powerSource")
        ?? Within(form.Pue, "pue", 1, 10, "a power usage effectiveness is 1 or more")
        ?? Within(form.UsdPerKwh, "usdPerKwh", 0, 100, "dollars per kilowatt-hour");

    /// <summary>Checks an engine.</summary>
    public static Refusal? Engine(EngineForm form)
    {
        var wrong = form.Code == Stream ? new Refusal("bad-code", $"The code '{Stream}' is taken: its page would stand where the stream of the fleet is.") : Code(form.Code, "an engine");
        wrong ??= Text(form.Hardware, "hardware") ?? Text(form.Software, "software") ?? Text(form.Model, "model") ?? Text(form.Precision, "precision")
            ?? Text(form.Tokenizer, "tokenizer") ?? Text(form.PowerSource, "powerSource") ?? Text(form.Match, "match");
        wrong ??= Choice<DeviceClass>(form.DeviceClass, "deviceClass", "gpu, cpu or edge") ?? Choice<EnergyBoundary>(form.Boundary, "boundary", "gpu, node or facility");
        wrong ??= Within(form.Accelerators, "accelerators", 0, 1_000_000, "a whole number")
            ?? Within(form.IntervalSeconds, "intervalSeconds", 1, 3600, "seconds between two reports")
            ?? Within(form.Pue, "pue", 1, 10, "a power usage effectiveness is 1 or more")
            ?? Within(form.UsdPerKwh, "usdPerKwh", 0, 100, "dollars per kilowatt-hour")
            ?? Within(form.ActiveParameters, "activeParameters", SmallestParameters, LargestParameters, "a number of parameters, such as 7e9")
            ?? Within(form.PeakFlops, "peakFlops", SmallestRate, LargestRate, "FLOP/s of one accelerator, such as 989e12")
            ?? Within(form.MemoryBandwidth, "memoryBandwidth", SmallestRate, LargestRate, "bytes per second, such as 3.35e12")
            ?? Within(form.MaxPowerWatts, "maxPowerWatts", 0.1, LargestPower, "watts");
        wrong ??= Page(form.ScrapeUrl);
        if (wrong is null && !LabelMatch.TryParse(form.Match, out _)) wrong = new("bad-match", "match is written label=value;label=value.");
        return wrong;
    }

    private static Refusal? Text(string? text, string field) =>
        text is { Length: > LongestText } || text?.Any(char.IsControl) == true ? new("bad-field", $"{field} has at most {LongestText} characters, none of them a control character.") : null;

    // Which hosts may be asked is the deployment's to say, and is asked with each scrape.
    private static Refusal? Page(string? url) =>
        string.IsNullOrWhiteSpace(url) || (url.Length <= LongestUrl && Uri.TryCreate(url.Trim(), UriKind.Absolute, out var read)
            && (read.Scheme == Uri.UriSchemeHttp || read.Scheme == Uri.UriSchemeHttps) && read is { UserInfo: "", Fragment: "" })
            ? null
            : new("bad-field", $"scrapeUrl is an address such as http://10.0.0.1:8000/metrics, of at most {LongestUrl} characters, without a name or a password.");

    private static Refusal? Within(double? value, string field, double lowest, double highest, string expected) =>
        value is { } number && !(number >= lowest && number <= highest) ? new("bad-field", FormattableString.Invariant($"{field} is {number}; expected {lowest} to {highest}: {expected}.")) : null;

    private static Refusal? Choice<T>(string? code, string field, string expected) where T : struct, Enum =>
        code is null || (Enum.TryParse<T>(code, true, out _) && !int.TryParse(code, out _)) ? null : new("bad-field", $"{field} is '{code}'; expected {expected}.");

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,63}\z")]
    private static partial Regex CodePattern();
}
