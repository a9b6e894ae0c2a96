namespace Sovereign.Analytics.Fleet;

/// <summary>Classes of models by the parameters that work on each token: joules per token of a small and a large model are different things.</summary>
public static class ModelClasses
{
    /// <summary>The classes, smallest first: code, title, and the number of active parameters from which the next one begins.</summary>
    public static IReadOnlyList<(string Code, string Title, double Below)> All { get; } =
    [
        ("under-1b", "models of less than 1 billion active parameters", 1e9),
        ("1b-to-10b", "models of 1 to 10 billion active parameters", 1e10),
        ("10b-to-100b", "models of 10 to 100 billion active parameters", 1e11),
        ("100b-and-more", "models of 100 billion active parameters or more", double.PositiveInfinity),
    ];

    /// <summary>The class of a model; null where its parameters are not stated.</summary>
    public static string? Of(double? activeParameters) => activeParameters is { } parameters ? All.First(one => parameters < one.Below).Code : null;
}
