namespace Sovereign.Dashboard.Gap;

/// <summary>How much a headline may claim.</summary>
public enum HeadlineKind
{
    /// <summary>One definition, adjacent periods, no source at third hand: said plainly.</summary>
    Firm,
    /// <summary>Said as a range over the definitions, with what it depends on.</summary>
    Range,
    /// <summary>Only one definition can be compared, and its figures are not firm: said with the caution.</summary>
    Cautious,
    /// <summary>Nothing can be compared: that is said.</summary>
    Unknown,
}
