namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>One of the four tiers in which findings are told apart.</summary>
/// <param name="Letter">S, V, Q or M.</param>
/// <param name="Name">In one word.</param>
/// <param name="Meaning">What it says of the file and what follows.</param>
public sealed record FindingTier(string Letter, string Name, string Meaning)
{
    /// <summary>In the order in which they are judged.</summary>
    public static readonly IReadOnlyList<FindingTier> All =
    [
        new("S", "syntactical", "The file, or a row of it, cannot be read as a table. It blocks: nothing of the file can be published."),
        new("V", "validity", "A cell or a row says what cannot be. It blocks: nothing of the file can be published."),
        new("Q", "quality", "A figure can be, and is unusual beside the figures before it. It does not block: mend it, or be able to say why it is so."),
        new("M", "macro", "The file as a whole is unusual beside what is published. It does not block: mend it, or be able to say why it is so."),
    ];

    /// <summary>Whether Q and M can be judged: only a file that is clean in S and V has all its rows to be judged together.</summary>
    public const string Order = "Q and M are judged once S and V are clean.";

    public bool Blocks => Letter is "S" or "V";
}
