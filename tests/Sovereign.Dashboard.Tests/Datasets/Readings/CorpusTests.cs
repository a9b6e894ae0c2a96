using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;
using Sovereign.Analytics.Quantities;
using Sovereign.Dashboard.Datasets.Intake;
using Sovereign.Dashboard.Datasets.Reference;
using Sovereign.Dashboard.Datasets.Seeding;
using Xunit;

namespace Sovereign.Dashboard.Tests.Datasets.Readings;

/// <summary>What the files of the corpus should come to is itself well-formed: a wrong expectation would teach the reader to be wrong.</summary>
public sealed class CorpusTests
{
    private static readonly ReferenceSet Reference = SeedReference.Read(SeedReference.Folder);

    private static readonly string[] Questions =
        ["countries", "decimal", "encoding", "indicator", "meaning", "period", "separator", "shape", "sheet", "slice", "unit"];

    private static readonly string[] Shapes = ["long", "years-across", "indicators-across", "countries-across", "facilities", "sdmx-csv"];

    private static readonly string[] Answers =
    [
        "bound", "control", "countries", "coverage", "decimal", "definition", "ignored", "indicator", "indicators", "period", "slice", "source", "status", "unit", "units",
    ];

    private static readonly string[] Refusals =
        ["empty-file", "encoding-unsupported", "not-a-table", "xls-unsupported", "xlsx-encrypted", "xlsx-external-links", "xlsx-macros", "xlsx-too-large"];

    [Fact]
    public void There_are_files_of_every_shape_and_none_without_an_expectation()
    {
        Assert.True(CorpusFile.All.Count >= 50);
        Assert.Subset(CorpusFile.All.Select(file => file.Expected.Reading?.Shape ?? "long").ToHashSet(), Shapes.ToHashSet());
        Assert.Empty(CorpusFile.Orphans());
    }

    [Fact]
    public void At_most_two_questions_in_the_median()
    {
        var counts = CorpusFile.All.Where(file => file.Expected.Refused is null).Select(file => file.Expected.Questions.Count).Order().ToArray();
        Assert.InRange(counts[counts.Length / 2], 0, 2);
    }

    [Theory]
    [MemberData(nameof(CorpusFile.Names), MemberType = typeof(CorpusFile))]
    public void Rows_are_observations_by_codes_that_exist(string name)
    {
        var expected = CorpusFile.Named(name).Expected;
        foreach (var row in expected.Rows)
        {
            var indicator = Assert.Single(Reference.Indicators, indicator => indicator.Code == row.Indicator);
            Assert.Contains(Reference.Countries, country => country.Row.Code == row.Country);
            Assert.True(Period.TryParse(row.Period, out var period) && period.Start < new DateOnly(2026, 1, 1), row.Period);
            Assert.True(decimal.TryParse(row.Value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value), row.Value);
            Assert.InRange((double)value, indicator.Minimum ?? double.MinValue, indicator.Maximum ?? double.MaxValue);
            Assert.True(row.Status is null or "A" or "B" or "E" or "F" or "I" or "P" or "U", row.Status);
        }

        Assert.Distinct(expected.Rows.Select(row => (row.Indicator, row.Country, row.Period)));
    }

    [Theory]
    [MemberData(nameof(CorpusFile.Names), MemberType = typeof(CorpusFile))]
    public void Answers_are_codes_that_exist(string name)
    {
        var expected = CorpusFile.Named(name).Expected;
        Assert.True(Directory.Exists(Path.Combine(SeedReference.Folder, "datasets", expected.Dataset)), expected.Dataset);
        Assert.Subset(Answers.ToHashSet(), expected.Answers.Keys.ToHashSet());
        foreach (var (question, answer) in expected.Answers)
        {
            switch (question)
            {
                case "indicator":
                    Assert.Contains(Reference.Indicators, indicator => indicator.Code == answer.GetString());
                    break;
                case "unit":
                    Assert.True(Unit.TryFind(answer.GetString(), out _), answer.GetString());
                    break;
                case "units":
                    Assert.All(answer.EnumerateObject(), unit => Assert.True(Unit.TryFind(unit.Value.GetString(), out _)));
                    break;
                case "source":
                    Assert.Contains(Reference.Sources, source => source.Code == answer.GetString());
                    break;
                case "definition":
                    foreach (var indicator in expected.Rows.Select(row => row.Indicator).Distinct())
                        Assert.Contains(answer.GetString(), Reference.Indicators.Single(i => i.Code == indicator).Definitions.Select(d => d.Code).DefaultIfEmpty(""));
                    break;
                case "control":
                    Assert.True(Codes.TryParse(answer.GetString(), out Control _));
                    break;
                case "coverage":
                    Assert.True(Codes.TryParse(answer.GetString(), out Coverage _));
                    break;
                case "bound":
                    Assert.True(Codes.TryParse(answer.GetString(), out Bound _));
                    break;
                case "countries":
                    Assert.All(answer.EnumerateObject(), pair => Assert.Contains(Reference.Countries, country => country.Row.Code == pair.Value.GetString()));
                    break;
            }
        }
    }

    [Theory]
    [MemberData(nameof(CorpusFile.Names), MemberType = typeof(CorpusFile))]
    public void A_file_is_either_read_or_refused_and_its_words_are_known(string name)
    {
        var file = CorpusFile.Named(name);
        var expected = file.Expected;
        Assert.Subset(Questions.ToHashSet(), expected.Questions.ToHashSet());
        Assert.All(expected.Findings, finding =>
        {
            Assert.Contains(finding.Code, FindingCodes.All.Select(code => code.Code));
            Assert.True(finding.Row > 0);
        });
        if (expected.Refused is { } code)
        {
            Assert.Contains(code, Refusals);
            Assert.Null(expected.Reading);
            Assert.Empty(expected.Rows);
            return;
        }

        var reading = Assert.IsType<CorpusReading>(expected.Reading);
        Assert.Contains(reading.Shape, Shapes);
        Assert.True(reading.HeaderRow > 0);
        Assert.True(reading.Encoding is null or "utf-8" or "utf-16" or "windows-1252", reading.Encoding);
        Assert.True(reading.DecimalMark is null or "." or ",", reading.DecimalMark);
        Assert.Equal(name.EndsWith(".xlsx", StringComparison.Ordinal), reading.Separator is null);
    }

    /// <summary>A finding or header that points beside its line would send a person to the wrong row.</summary>
    [Theory]
    [MemberData(nameof(CorpusFile.Names), MemberType = typeof(CorpusFile))]
    public void Headers_and_findings_point_at_lines_that_are_there(string name)
    {
        var file = CorpusFile.Named(name);
        if (file.Expected.Reading is not { Separator: not null } reading) return;
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = new StreamReader(file.Open(), Encoding.GetEncoding(reading.Encoding!), detectEncodingFromByteOrderMarks: true);
        var lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.True(lines[reading.HeaderRow - 1].Split(reading.Separator).Count(cell => !string.IsNullOrWhiteSpace(cell)) > 1, lines[reading.HeaderRow - 1]);
        Assert.All(file.Expected.Findings, finding =>
        {
            Assert.NotEmpty(lines[finding.Row - 1]);
            if (finding.Column is { } column) Assert.Contains(column, lines[reading.HeaderRow - 1], StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Workbooks_are_built_the_same_each_time_and_hold_what_their_source_says()
    {
        Assert.Equal(Bytes("percent-cells.xlsx"), Bytes("percent-cells.xlsx"));
        using var zip = new ZipArchive(CorpusFile.Named("hidden-sheets.xlsx").Open());
        XNamespace main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        using var workbook = zip.GetEntry("xl/workbook.xml")!.Open();
        var sheets = XDocument.Load(workbook).Descendants(main + "sheet").Select(sheet => ((string?)sheet.Attribute("name"), (string?)sheet.Attribute("state")));
        Assert.Equal([("Draft", "hidden"), ("Lists", "veryHidden"), ("Published", null)], sheets);
        using var third = zip.GetEntry("xl/worksheets/sheet3.xml")!.Open();
        Assert.Equal(16, XDocument.Load(third).Descendants(main + "row").Count());
    }

    [Fact]
    public void The_bomb_is_small_until_it_is_unpacked()
    {
        using var bomb = CorpusFile.Named("zip-bomb.xlsx").Open();
        Assert.InRange(bomb.Length, 1, 8 << 20);
        using var zip = new ZipArchive(bomb);
        Assert.InRange(zip.GetEntry("xl/worksheets/sheet1.xml")!.Length, 512L << 20, 513L << 20);
    }

    private static byte[] Bytes(string name)
    {
        using var stream = CorpusFile.Named(name).Open();
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
