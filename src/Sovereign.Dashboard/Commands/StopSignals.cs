using System.Runtime.InteropServices;

namespace Sovereign.Dashboard.Commands;

/// <summary>
/// SIGTERM and Ctrl-C from the first moment on. The host listens only once it runs; a process that is told to stop before would end where it stands and
/// leave the database it has just started behind.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource asked = new();
    private readonly PosixSignalRegistration[] registrations;

    public StopSignals() => registrations = [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT }.Select(signal => PosixSignalRegistration.Create(signal, Take))];

    /// <summary>Cancelled once somebody asked to stop.</summary>
    public CancellationToken Token => asked.Token;

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        asked.Dispose();
    }

    private void Take(PosixSignalContext signal)
    {
        signal.Cancel = true;
        asked.Cancel();
    }
}
