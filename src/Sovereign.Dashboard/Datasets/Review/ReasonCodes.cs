namespace Sovereign.Dashboard.Datasets.Review;

/// <summary>The kinds of reason that explain a warning. The words beside them say the rest.</summary>
public static class ReasonCodes
{
    public const string CheckedAtSource = "checked-at-source";
    public const string RealChange = "real-change";
    public const string MethodChanged = "method-changed";
    public const string RevisedBySource = "revised-by-source";
    public const string Other = "other";

    /// <summary>Each with what it says, in the order in which it is offered.</summary>
    public static readonly IReadOnlyList<(string Code, string Words)> All =
    [
        (CheckedAtSource, "checked at the source, and right"),
        (RealChange, "it did change so much"),
        (MethodChanged, "method, definition or boundary changed"),
        (RevisedBySource, "the source revised its figures"),
        (Other, "another reason"),
    ];

    public static bool Knows(string code) => All.Any(known => known.Code == code);

    public static string Words(string code) => All.FirstOrDefault(known => known.Code == code).Words ?? code;
}
