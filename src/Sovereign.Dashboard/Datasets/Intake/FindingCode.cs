namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>A kind of finding.</summary>
/// <param name="Code">Stable, lower-case with hyphens.</param>
/// <param name="Tier">S and V block publication; Q and M ask for an explanation.</param>
/// <param name="Meaning">One sentence for the documentation.</param>
/// <param name="Remedy">What the analyst does about it.</param>
/// <param name="Example">One finding of this kind.</param>
public sealed record FindingCode(string Code, string Tier, string Meaning, string Remedy, FindingExample Example)
{
    public bool Blocks => Tier is "S" or "V";
}
