using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Quantities;

namespace Sovereign.Analytics.Decomposition;

/// <summary>All awaited inputs. None of them may be filled with an assumption: what is not measured stays missing.</summary>
public static class AwaitedInputs
{
    public static readonly InputIndicator PowerUtilisation = new("power-utilisation", Unit.Ratio);
    public static readonly InputIndicator TokensPerJoule = new("tokens-per-joule", Unit.TokenPerJoule);
    public static readonly InputIndicator AcceleratorUtilisation = new("accelerator-utilisation", Unit.Ratio);
    public static readonly InputIndicator TokensPerAcceleratorSecond = new("tokens-per-accelerator-second", Unit.TokenPerAcceleratorSecond);

    public static IReadOnlyList<AwaitedInput> All { get; } =
    [
        new(PowerUtilisation, "Utilisation of data-centre power", "measured by telemetry, not published yet"),
        new(TokensPerJoule, "Tokens per joule", "measured by telemetry, not published yet"),
        new(AcceleratorUtilisation, "Utilisation of accelerators", "measured by telemetry, not published yet"),
        new(TokensPerAcceleratorSecond, "Tokens per accelerator and second", "measured by telemetry, not published yet"),
    ];

    public static AwaitedInput? Find(string code) => All.FirstOrDefault(input => input.Indicator.Code == code);
}
