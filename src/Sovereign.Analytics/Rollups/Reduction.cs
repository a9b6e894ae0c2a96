namespace Sovereign.Analytics.Rollups;

/// <summary>How the series of one signal become that signal: the rule stands in the metric map.</summary>
public enum Reduction
{
    /// <summary>The series are parts: joules of eight accelerators, requests by reason of ending.</summary>
    Sum,

    /// <summary>The series say the same more than once: every rank of a tensor-parallel engine its queue.</summary>
    Max,

    /// <summary>The series are alike and none is the whole: the utilisation of eight accelerators.</summary>
    Mean,

    /// <summary>The whole is as good as its weakest part: up or down.</summary>
    Min,
}
