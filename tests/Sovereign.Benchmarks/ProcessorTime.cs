using System.Globalization;

namespace Sovereign.Benchmarks;

/// <summary>What processes have used of the processors: it compares where a clock tells how busy the machine is.</summary>
internal static class ProcessorTime
{
    // Clock ticks of /proc; 100 a second on every Linux there is (man 7 time).
    private const double TicksASecond = 100;

    /// <summary>Seconds used so far by a process and by those it started, ended ones included; zero where there is no /proc.</summary>
    public static double Of(int process)
    {
        if (!OperatingSystem.IsLinux()) return 0;
        return All().Where(stat => stat.Id == process || stat.Parent == process).Sum(stat => stat.Ticks) / TicksASecond;
    }

    /// <summary>A process and those it started that still run.</summary>
    public static IEnumerable<int> Family(int process) => All().Where(stat => stat.Id == process || stat.Parent == process).Select(stat => stat.Id);

    private static IEnumerable<(int Id, int Parent, long Ticks)> All() => Directory.EnumerateDirectories("/proc").Select(folder => Path.GetFileName(folder))
        .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _)).Select(Read);

    // "1234 (name, with spaces) S parent …": the fields after the name are counted from its closing parenthesis.
    private static (int Id, int Parent, long Ticks) Read(string id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            // utime, stime and the same of children that ended and were waited for: sessions of the database come and go.
            return (int.Parse(id, CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture),
                fields[11..15].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return default;
        }
    }
}
