using System.Runtime.CompilerServices;
using Xunit;

namespace Sovereign.Tests.Fixtures;

/// <summary>
/// Compares text with the file beside the test, <c>TestClass.name.ext</c>, so that a change of what leaves the system is a change that somebody reads.
/// What differs is written as <c>….received.ext</c>; with <c>ACCEPT_SNAPSHOTS=1</c> it becomes the snapshot. A missing snapshot is a difference.
/// Line ends are LF on every machine.
/// </summary>
public static class Snapshot
{
    /// <param name="actual">What came out.</param>
    /// <param name="name">Such as <c>openapi.json</c>; a literal, so that snapshots nobody asks for any more are found.</param>
    /// <param name="test">The file of the test.</param>
    public static void Match(string actual, string name, [CallerFilePath] string test = "") => MatchFile(actual, $"{test[..^".cs".Length]}.{name}");

    /// <summary>The same with a file elsewhere, such as a generated page of <c>docs/</c>.</summary>
    public static void MatchFile(string actual, string file)
    {
        actual = actual.ReplaceLineEndings("\n");
        if (actual.Length > 0 && actual[^1] != '\n') actual += '\n';
        var received = Path.ChangeExtension(file, ".received" + Path.GetExtension(file));
        var expected = File.Exists(file) ? File.ReadAllText(file) : null;
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }

        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
        {
            File.Delete(received);
            File.WriteAllText(file, actual);
            return;
        }

        File.WriteAllText(received, actual);
        var (before, after) = (Lines(expected), Lines(actual));
        var line = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.Fail(
            $"{Path.GetFileName(file)} {(expected is null ? "does not exist" : $"differs from line {line + 1}")}.\n"
            + $"expected: {before.ElementAtOrDefault(line) ?? "(end)"}\nreceived: {after.ElementAtOrDefault(line) ?? "(end)"}\n"
            + $"All of it is in {received}; if the change is meant, run the tests with ACCEPT_SNAPSHOTS=1.");
    }

    private static string[] Lines(string? text) => text?.Split('\n') ?? [];
}
