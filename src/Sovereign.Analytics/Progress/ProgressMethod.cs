namespace Sovereign.Analytics.Progress;

/// <summary>A declared way to judge progress. Each says what it cannot; none is averaged with another.</summary>
/// <param name="Code">The name in addresses, JSON and files.</param>
/// <param name="Title">For people.</param>
/// <param name="Question">The question it answers.</param>
/// <param name="Formula">How its number is formed.</param>
/// <param name="Measure">What its number means.</param>
/// <param name="Limits">What it cannot say.</param>
/// <param name="Answer">Its computation, which throws <see cref="ArithmeticException"/> where the numbers pass the range of a double.</param>
public sealed record ProgressMethod(
    string Code, string Title, string Question, string Formula, string Measure, string Limits, Func<ProgressCase, ProgressAnswer> Answer);
