namespace Sovereign.Dashboard.Design;

/// <summary>One line of a <see cref="Waterfall"/>: an end, which is a value, or a step, which multiplies what stands above it.</summary>
/// <param name="Label">Who or what it is.</param>
/// <param name="From">Where the step begins, in the plot's unit; null for an end.</param>
/// <param name="To">Where it ends; of an end the value itself.</param>
/// <param name="Low">Lower end of the 90 % interval around <paramref name="To"/>, in the plot's unit; null where it says nothing more.</param>
/// <param name="High">Upper end of it.</param>
/// <param name="Text">What is printed beside it: "3.6 GW", "× 31.8".</param>
/// <param name="Mark">What a machine may read off the printed number.</param>
/// <param name="Emphasised">The end that the page is about.</param>
public sealed record WaterfallStep(string Label, double? From, double To, double? Low, double? High, string Text, ValueMark? Mark, bool Emphasised = false);
