namespace Sovereign.Dashboard.Telemetry.Pulling;

/// <summary>A store gave no answer that figures may be made of.</summary>
/// <param name="message">One sentence for the operator.</param>
/// <param name="isTooMuch">Whether asking for less may help.</param>
public sealed class StoreFailureException(string message, bool isTooMuch = false) : Exception(message)
{
    public bool IsTooMuch => isTooMuch;
}
