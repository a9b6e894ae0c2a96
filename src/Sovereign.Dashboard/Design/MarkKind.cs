namespace Sovereign.Dashboard.Design;

/// <summary>Which answer of the API holds a marked value.</summary>
public enum MarkKind
{
    /// <summary><c>data-kpi</c>: a figure of an indicator (<c>/api/v1/observations</c>) or a key figure (<c>/api/v1/kpis</c>).</summary>
    Kpi,

    /// <summary><c>data-gap</c>: the ratio reference by country of an indicator (<c>/api/v1/gap</c>, <c>ratio</c>).</summary>
    Gap,

    /// <summary><c>data-gap-per-capita</c>: the same per inhabitant (<c>perCapitaRatio</c>).</summary>
    GapPerCapita,

    /// <summary><c>data-progress</c>: a number of a method of progress, or a ratio that it compares (<c>/api/v1/progress</c>, <c>methods</c>).</summary>
    Progress,

    /// <summary><c>data-claim</c>: a reconstruction on the page of published claims, which divides two figures of the API.</summary>
    Claim,
}
