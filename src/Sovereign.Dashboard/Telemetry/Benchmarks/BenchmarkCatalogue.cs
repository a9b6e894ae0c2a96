using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;
using Sovereign.Dashboard.Datasets.Seeding;

namespace Sovereign.Dashboard.Telemetry.Benchmarks;

/// <summary>The published benchmarks of <c>seed-data/inference-benchmarks.csv</c>, each with the file it stands in.</summary>
public sealed class BenchmarkCatalogue
{
    private static readonly Lazy<BenchmarkCatalogue> Shipped = new(() =>
    {
        using var text = File.OpenText(Path.Combine(SeedReference.Folder, "inference-benchmarks.csv"));
        return Read(text);
    });

    private readonly IReadOnlyList<(Benchmark Benchmark, Regex Model, Regex Hardware)> rows;

    private BenchmarkCatalogue(IReadOnlyList<(Benchmark, Regex, Regex)> rows) => this.rows = rows;

    /// <summary>The catalogue this release comes with.</summary>
    public static BenchmarkCatalogue Default => Shipped.Value;

    /// <summary>All of them, in the order of the file.</summary>
    public IEnumerable<Benchmark> All => rows.Select(row => row.Benchmark);

    /// <summary>Reads a catalogue.</summary>
    /// <exception cref="InvalidDataException">A code stands twice, or a cell holds what it cannot.</exception>
    public static BenchmarkCatalogue Read(TextReader text)
    {
        using var csv = CsvReader.Create(text, new CsvReaderOptions { Separator = ',', FieldCountMismatch = CsvFieldCountHandling.Throw, TrackLineNumbers = true }, leaveOpen: true);
        csv.ReadHeader();
        var rows = new List<(Benchmark, Regex, Regex)>();
        var codes = new HashSet<string>(StringComparer.Ordinal);
        while (csv.Read())
        {
            var code = csv.GetString("code");
            if (!codes.Add(code)
                || !int.TryParse(csv.GetString("accelerators"), NumberStyles.None, CultureInfo.InvariantCulture, out var accelerators) || accelerators < 1
                || !double.TryParse(csv.GetString("tokens_per_second"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var tokens) || tokens <= 0
                || !Uri.TryCreate(csv.GetString("url"), UriKind.Absolute, out _))
                throw new InvalidDataException($"line {csv.LineNumber}: benchmark '{code}' stands twice, or lacks accelerators, tokens or a source.");
            rows.Add((
                new(
                    code, csv.GetString("model"), csv.GetString("hardware"), accelerators, Stated(csv.GetString("precision")), Stated(csv.GetString("software")), tokens,
                    csv.GetString("submitter"), csv.GetString("round"), csv.GetString("url"), csv.GetString("note")),
                Parts(csv.GetString("model_parts")), Parts(csv.GetString("hardware_parts"))));
        }

        return new(rows);
    }

    /// <summary>The benchmark of a model on some hardware, as an operator writes both; of several the one with most tokens for each accelerator. Null where there is none.</summary>
    public Benchmark? Find(string? model, string hardware) => model is null ? null : rows
        .Where(row => row.Model.IsMatch(model) && row.Hardware.IsMatch(hardware)).Select(row => row.Benchmark)
        .OrderByDescending(benchmark => benchmark.TokensPerAcceleratorSecond).ThenBy(benchmark => benchmark.Code, StringComparer.Ordinal).FirstOrDefault();

    // One part after the other with nothing but signs between, and neither letters nor digits around them: "b200" is not in "GB200".
    private static Regex Parts(string parts) => new(
        $"(?<![a-z0-9]){string.Join("[^a-z0-9]*", parts.Split(' ').Select(Regex.Escape))}(?![a-z0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static string? Stated(string text) => text.Length == 0 ? null : text;
}
