namespace Sovereign.Dashboard.Data.Embedded;

/// <summary>The clone this program was built in, when it still runs from there.</summary>
public static class Checkout
{
    /// <summary>The folder of the solution above the running program, or null when it was published elsewhere.</summary>
    public static string? Root { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Sovereign.Dashboard.sln"))) return folder.FullName;
        }

        return null;
    }
}
