namespace Sovereign.Dashboard.Data.Embedded;

/// <summary>
/// The folder a portal keeps its own files in. One portal at a time: it holds a lock that the operating system releases with the
/// process, however the process ends.
/// </summary>
public sealed class DataDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private DataDirectory(string path) => FullPath = path;

    /// <summary>Absolute path, without a closing separator.</summary>
    public string FullPath { get; }

    /// <summary>The embedded server's libpq connection string stands here, for <c>psql "$(cat .data/connection)"</c>.</summary>
    public string ConnectionFile => Path.Combine(FullPath, "connection");

    /// <summary>
    /// Opens the folder named by <c>Portal:DataDirectory</c>, made if absent; when nothing is named, <c>.data</c> of the clone in
    /// Development and the machine's place for such data otherwise.
    /// </summary>
    /// <exception cref="EmbeddedPostgresException">The folder cannot be made.</exception>
    public static DataDirectory Open(string? named, bool development)
    {
        var path = !string.IsNullOrWhiteSpace(named) ? named
            : development && Checkout.Root is { } root ? Path.Combine(root, ".data")
            : OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "Sovereign")
            : "/var/lib/sovereign";
        return Open(path);
    }

    /// <summary>Opens the folder at a path, made if absent.</summary>
    /// <exception cref="EmbeddedPostgresException">The folder cannot be made.</exception>
    public static DataDirectory Open(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        try
        {
            Directory.CreateDirectory(full);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"The data directory {full} cannot be made: {refused.Message}", refused);
        }

        return new DataDirectory(full);
    }

    /// <summary>Takes the folder for this process; null when another process has it. Dispose to give it back.</summary>
    /// <exception cref="EmbeddedPostgresException">The folder cannot be written to.</exception>
    public IDisposable? TryLock()
    {
        var file = Path.Combine(FullPath, "lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new EmbeddedPostgresException($"The data directory {FullPath} cannot be written to by this user.", refused);
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
    }

    /// <summary>Writes <see cref="ConnectionFile"/>, readable by its owner alone from its first byte on, and complete whenever it is there.</summary>
    internal void WriteConnection(string libpq)
    {
        var draft = ConnectionFile + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var writer = new StreamWriter(draft, options)) writer.Write(libpq + "\n");
        File.Move(draft, ConnectionFile, overwrite: true);
    }
}
