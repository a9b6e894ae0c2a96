using System.Globalization;
using CsvHelper;
using Sovereign.Analytics.Rollups;

namespace Sovereign.Dashboard.Telemetry.Mapping;

/// <summary>Reads the rows of a metric map and refuses what could not be executed, all faults at once.</summary>
internal sealed class MetricMapReader
{
    private static readonly string[] Columns =
    [
        "software", "since", "until", "metric", "select", "declared", "kind", "signal", "unit", "factor", "reduce", "fold", "keep", "rank", "note", "evidence",
    ];

    private readonly List<string> faults = [];
    private readonly Dictionary<string, string> cells = new(StringComparer.Ordinal);
    private int line;

    public static IReadOnlyList<MappedMetric> Read(TextReader text)
    {
        var reader = new MetricMapReader();
        var rows = reader.Rows(text);
        reader.CheckTwins(rows);
        return reader.faults.Count == 0
            ? rows
            : throw new InvalidDataException($"The metric map has faults.{Environment.NewLine}{string.Join(Environment.NewLine, reader.faults)}");
    }

    private List<MappedMetric> Rows(TextReader text)
    {
        using var csv = CsvReader.Create(text, new CsvReaderOptions { Separator = ',', FieldCountMismatch = CsvFieldCountHandling.Throw, TrackLineNumbers = true }, leaveOpen: true);
        csv.ReadHeader();
        var missing = Columns.Except(csv.Headers ?? []).ToList();
        if (missing.Count > 0) throw new InvalidDataException($"line 1: the metric map has no column {string.Join(", ", missing)}.");
        var rows = new List<MappedMetric>();
        while (csv.Read())
        {
            line = checked((int)csv.LineNumber);
            foreach (var column in Columns) cells[column] = csv.GetString(column);
            if (Row() is { } row) rows.Add(row);
        }

        return rows;
    }

    private MappedMetric? Row()
    {
        var before = faults.Count;
        var kind = Kind(cells["kind"]);
        var signal = SignalOf(kind);
        var reduce = ReductionOf("reduce", Reduction.Sum);
        var row = new MappedMetric
        {
            Line = line,
            Software = Filled("software"),
            Since = VersionOf("since"),
            Until = VersionOf("until"),
            Metric = Filled("metric"),
            Select = Conditions(),
            SelectText = cells["select"],
            Declared = cells["declared"],
            Kind = kind ?? MetricKind.Ignore,
            Signal = signal,
            Unit = cells["unit"],
            Factor = Factor(),
            Reduce = reduce,
            Fold = ReductionOf("fold", reduce),
            Keep = Keep(),
            Rank = Rank(),
            Note = cells["note"],
            Evidence = Filled("evidence"),
        };
        if (row.Kind == MetricKind.Ignore && row.Note.Length == 0) Fault("what is left out needs a note that says why");
        if (row is { Since: { } since, Until: { } until } && since.CompareTo(until) >= 0) Fault($"since {since} is not before until {until}");
        return faults.Count == before ? row : null;
    }

    private Signal? SignalOf(MetricKind? kind)
    {
        var code = cells["signal"];
        if (kind is null) return null;
        if (kind == MetricKind.Ignore)
        {
            if (code.Length > 0) Fault($"a metric that is left out feeds no signal, not '{code}'");
            return null;
        }

        if (Signals.Find(code) is not { } signal)
        {
            Fault($"'{code}' is no signal");
            return null;
        }

        var fits = kind switch
        {
            MetricKind.Counter or MetricKind.HistogramSum or MetricKind.HistogramCount => signal.Kind == SignalKind.Counter,
            MetricKind.Histogram => signal.Kind == SignalKind.Histogram,
            _ => signal.Kind == SignalKind.Gauge,
        };
        if (!fits) Fault($"a {cells["kind"]} cannot feed '{code}', which is a {signal.Kind}");
        return signal;
    }

    private MetricKind? Kind(string text)
    {
        MetricKind? kind = text switch
        {
            "counter" => MetricKind.Counter,
            "gauge" => MetricKind.Gauge,
            "histogram" => MetricKind.Histogram,
            "histogram-sum" => MetricKind.HistogramSum,
            "histogram-count" => MetricKind.HistogramCount,
            "info" => MetricKind.Info,
            "ignore" => MetricKind.Ignore,
            _ => null,
        };
        if (kind is null) Fault($"'{text}' is no kind");
        return kind;
    }

    private Reduction ReductionOf(string column, Reduction otherwise)
    {
        switch (cells[column])
        {
            case "": return otherwise;
            case "sum": return Reduction.Sum;
            case "max": return Reduction.Max;
            case "mean": return Reduction.Mean;
            case "min": return Reduction.Min;
            default:
                Fault($"'{cells[column]}' is no way to {column}");
                return otherwise;
        }
    }

    private double Factor()
    {
        var text = cells["factor"];
        if (text.Length == 0) return 1;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && double.IsFinite(factor) && factor > 0) return factor;
        Fault($"'{text}' is no factor");
        return 1;
    }

    private int Rank()
    {
        var text = cells["rank"];
        if (text.Length == 0) return 0;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rank)) return rank;
        Fault($"'{text}' is no rank");
        return 0;
    }

    private Version? VersionOf(string column)
    {
        var text = cells[column];
        if (text.Length == 0) return null;
        if (Version.TryParse(text, out var version)) return version;
        Fault($"'{text}' is no version");
        return null;
    }

    private List<LabelCondition> Conditions()
    {
        var conditions = new List<LabelCondition>();
        foreach (var text in Parts("select"))
        {
            if (LabelCondition.Parse(text) is { } condition) conditions.Add(condition);
            else Fault($"'{text}' is no condition on a label");
        }

        return conditions;
    }

    private string[] Keep()
    {
        var keep = Parts("keep").Order(StringComparer.Ordinal).ToArray();
        foreach (var label in keep)
        {
            if (PersonalLabels.Has(label)) Fault($"label '{label}' may tell a person and is never kept");
            if (label is "le") Fault("label 'le' is kept as a bound, not as a label");
        }

        return keep;
    }

    private string[] Parts(string column) => cells[column].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private string Filled(string column)
    {
        if (cells[column].Length == 0) Fault($"column {column} is empty");
        return cells[column];
    }

    /// <summary>The same metric of the same software may feed a signal by two rows only if no version has both.</summary>
    private void CheckTwins(List<MappedMetric> rows)
    {
        foreach (var twins in rows.GroupBy(row => (row.Software, row.Metric, row.SelectText, row.Signal)))
        {
            MappedMetric? last = null;
            foreach (var row in twins.OrderBy(row => row.Since))
            {
                line = row.Line;
                if (last is { Since: null, Until: null } && row is { Since: null, Until: null }) Fault($"says again what line {last.Line} says");
                else if (last is not null && (last.Until is null || row.Since is null || last.Until.CompareTo(row.Since) > 0)) Fault($"its versions overlap those of line {last.Line}");
                last = row;
            }
        }
    }

    private void Fault(string what) => faults.Add($"line {line.ToString(CultureInfo.InvariantCulture)}: {what}.");
}
