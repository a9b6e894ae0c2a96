using Microsoft.Extensions.Logging.Console;

namespace Sovereign.Dashboard.Web;

/// <summary>Where the portal's log goes.</summary>
public static class PortalLog
{
    /// <summary>Warnings and worse, a line each, on standard error: standard output belongs to what was asked for, such as a token.</summary>
    public static void AddPortalLog(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.AddFilter(null, LogLevel.Warning);
    }
}
