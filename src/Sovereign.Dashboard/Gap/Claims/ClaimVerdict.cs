namespace Sovereign.Dashboard.Gap.Claims;

/// <summary>Whether figures give the number of a claim.</summary>
public enum ClaimVerdict
{
    Reproduces,
    /// <summary>The number comes out, but only by dividing figures that count different things.</summary>
    ReproducesByMixing,
    DoesNotReproduce,
    /// <summary>It does not come out, although the two figures count different things.</summary>
    DoesNotReproduceAndMixes,
    /// <summary>A figure of the pair is not published in the edition.</summary>
    NotPublished,
}
