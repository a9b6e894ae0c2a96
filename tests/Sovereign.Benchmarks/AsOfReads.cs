using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Datasets.Intake;
using Sovereign.Dashboard.Datasets.Publishing;

namespace Sovereign.Benchmarks;

/// <summary>
/// What an as-of read of one country and indicator costs after many revisions of other rows, and of those same rows: as of the first edition, of one in the
/// middle and of the newest. Ratios to the same read after one revision.
/// </summary>
internal sealed class AsOfReads(IServiceProvider services, Uri address)
{
    private const int Rows = 20;

    private const int Reads = 300;

    private readonly Dictionary<string, double> first = [];

    /// <param name="measured">Dataset of the rows that are read.</param>
    /// <param name="other">Dataset of other rows of the same indicator.</param>
    public async Task RunAsync(string measured, string other)
    {
        using var http = new HttpClient { BaseAddress = address };
        var made = new List<PublishedVersion> { await ReviseAsync(measured, "IND", 0), await ReviseAsync(measured, "IND", 1) };
        await ReviseAsync(other, "USA", 0);
        await MeasureAsync(http, "1 revision of the same rows", made);
        foreach (var (dataset, country, many) in new[] { (other, "USA", 100), (other, "USA", 1_000), (measured, "IND", 100), (measured, "IND", 1_000) })
        {
            var done = dataset == measured ? made.Count - 1 : this.others;
            for (var i = done + 1; i <= many; i++)
            {
                var version = await ReviseAsync(dataset, country, i);
                if (dataset == measured) made.Add(version);
                else this.others = i;
            }

            await MeasureAsync(http, $"{many:N0} revisions of {(dataset == measured ? "the same" : "other")} rows", made);
        }
    }

    private int others;

    private async Task<PublishedVersion> ReviseAsync(string dataset, string country, int revision)
    {
        var text = new StringBuilder("indicator,country,period,value,unit,source\n");
        for (var i = 0; i < Rows; i++) text.Append(CultureInfo.InvariantCulture, $"benchmark,{country},{2000 + i},{600 + (i + revision) % 100},GW,owid-mix22\n");
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        var outcome = await services.GetRequiredService<ImportFile>().RunAsync(
            SystemAccounts.Seed, SystemAccounts.Seed, dataset, "revision.csv", file, new PublishRequest(), CancellationToken.None);
        return outcome.Match(version => version, why => throw new InvalidOperationException(why.Sentence));
    }

    private async Task MeasureAsync(HttpClient http, string when, List<PublishedVersion> made)
    {
        var told = new List<string>();
        foreach (var (name, version) in new[] { ("first", made[0]), ("middle", made[made.Count / 2]), ("newest", made[^1]) })
        {
            var read = $"/api/v1/observations?indicator=benchmark&country=IND&asOf={Uri.EscapeDataString(version.PublishedAt.ToString("O", CultureInfo.InvariantCulture))}";
            var taken = new double[Reads];
            for (var i = -Reads / 10; i < Reads; i++)
            {
                var started = Stopwatch.GetTimestamp();
                var body = await http.GetStringAsync(read);
                if (i >= 0) taken[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                if (body.Split("\"period\"").Length - 1 != Rows) throw new InvalidDataException($"{read} answers {body}");
            }

            Array.Sort(taken);
            var median = taken[Reads / 2];
            first.TryAdd(name, median);
            told.Add(string.Create(CultureInfo.InvariantCulture, $"as of the {name} {median:F2} ms = {median / first[name]:F2} times"));
        }

        Console.WriteLine($"{when}: {string.Join(", ", told)}");
    }
}
