namespace Sovereign.Analytics.Progress;

/// <summary>All methods, the headline first. Adding one is its file and a line here.</summary>
public static class ProgressMethods
{
    public static IReadOnlyList<ProgressMethod> All { get; } =
    [
        FrontierRelative.Method,
        OwnChange.Method,
        DistanceCovered.Method,
        CompoundPace.Method,
    ];
}
