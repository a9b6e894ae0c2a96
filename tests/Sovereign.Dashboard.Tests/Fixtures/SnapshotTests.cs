using System.Runtime.CompilerServices;
using Sovereign.Tests.Fixtures;
using Xunit;
using Xunit.Sdk;

namespace Sovereign.Dashboard.Tests.Fixtures;

public sealed class SnapshotTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("snapshot-");

    private string File => Path.Combine(folder.FullName, "Some.thing.txt");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_difference_and_a_missing_snapshot_fail_and_leave_what_was_received()
    {
        Assert.Throws<FailException>(() => Snapshot.MatchFile("one\n", File));
        System.IO.File.WriteAllText(File, "one\ntwo\n");
        var fault = Assert.Throws<FailException>(() => Snapshot.MatchFile("one\r\nthree", File));
        Assert.Contains("line 2", fault.Message, StringComparison.Ordinal);
        Assert.Equal("one\nthree\n", System.IO.File.ReadAllText(Path.ChangeExtension(File, ".received.txt")));
    }

    [Fact]
    public void Equal_text_passes_whatever_its_line_ends()
    {
        System.IO.File.WriteAllText(File, "one\ntwo\n");
        Snapshot.MatchFile("one\r\ntwo\r\n", File);
    }

    [Fact]
    public void No_snapshot_is_left_that_no_test_asks_for()
    {
        var root = Path.GetDirectoryName(Path.GetDirectoryName(ThisFile()))!;
        var orphans =
            from file in Directory.EnumerateFiles(root, "*Tests.*.*", SearchOption.AllDirectories)
            let name = Path.GetFileName(file)
            where name.Split('.')[0].EndsWith("Tests", StringComparison.Ordinal) && !name.EndsWith(".cs", StringComparison.Ordinal) && !name.Contains(".received.", StringComparison.Ordinal)
                && !file.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj"]).Any()
            let test = Path.Combine(Path.GetDirectoryName(file)!, name.Split('.')[0] + ".cs")
            where !System.IO.File.Exists(test)
                || !System.IO.File.ReadAllText(test).Contains($"\"{name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]}\"", StringComparison.Ordinal)
            select Path.GetRelativePath(root, file);
        Assert.Empty(orphans);
    }

    private static string ThisFile([CallerFilePath] string file = "") => file;
}
