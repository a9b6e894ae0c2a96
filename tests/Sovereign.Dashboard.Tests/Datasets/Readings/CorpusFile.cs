using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sovereign.Dashboard.Tests.Datasets.Readings;

/// <summary>One file as an office would make it, and what it should come to.</summary>
/// <param name="Name">Under which it is uploaded.</param>
public sealed record CorpusFile(string Name, CorpusExpectation Expected)
{
    private const string Suffix = ".expected.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly string Folder = FolderOf();

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<CorpusFile> All { get; } =
    [
        .. Directory.EnumerateFiles(Folder, $"*{Suffix}").Order(StringComparer.Ordinal).Select(file => new CorpusFile(
            Path.GetFileName(file)[..^Suffix.Length],
            JsonSerializer.Deserialize<CorpusExpectation>(File.ReadAllBytes(file), Options) ?? throw new InvalidDataException($"{file} is null."))),
    ];

    /// <summary>Names, for theories: a test explorer then shows a test a file.</summary>
    public static IEnumerable<Xunit.TheoryDataRow<string>> Names => All.Select(file => new Xunit.TheoryDataRow<string>(file.Name));

    /// <exception cref="InvalidOperationException">No file of the corpus has this name.</exception>
    public static CorpusFile Named(string name) => All.Single(file => file.Name == name);

    /// <summary>The bytes as uploaded. Workbooks are built from their source, which people can read.</summary>
    public Stream Open()
    {
        var file = Path.Combine(Folder, Name);
        var source = $"{file}.workbook.json";
        return File.Exists(source) ? CorpusWorkbook.Build(File.ReadAllBytes(source)) : File.OpenRead(file);
    }

    /// <summary>Files of the folder that no expectation names.</summary>
    internal static IEnumerable<string> Orphans() =>
        Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)!)
            .Where(name => name is not "README.md" and not ".gitattributes" && !name.EndsWith(Suffix, StringComparison.Ordinal))
            .Where(name => All.All(file => name != file.Name && name != $"{file.Name}.workbook.json"));

    public override string ToString() => Name;

    private static string FolderOf([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "Corpus");
}
