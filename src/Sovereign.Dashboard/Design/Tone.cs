namespace Sovereign.Dashboard.Design;

/// <summary>What a mark or notice is about; decides its colour, never its meaning, which stands in its words.</summary>
public enum Tone
{
    Plain,
    Accent,
    Good,
    Caution,
    Refusal,
}
