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

    /// <summary><c>data-compared</c>: a value on a scale (<c>/api/v1/compare</c>, <c>value</c>); <c>data-scale</c> names the scale.</summary>
    Compared,

    /// <summary><c>data-compared-ratio</c>: the reference country's value divided by it (<c>ratio</c>).</summary>
    ComparedRatio,

    /// <summary><c>data-factor</c>: a country's value of a factor or total (<c>/api/v1/gap/decomposition</c>, <c>value</c>), named <c>identity.factor</c>.</summary>
    Factor,

    /// <summary><c>data-factor-reference</c>: the same of the reference country (<c>referenceValue</c>).</summary>
    FactorReference,

    /// <summary><c>data-factor-ratio</c>: the ratio of a factor or total (<c>ratio</c>).</summary>
    FactorRatio,

    /// <summary><c>data-factor-contribution</c>: its part of the gap, in the unit of the total (<c>contribution</c>).</summary>
    FactorContribution,

    /// <summary><c>data-progress</c>: a number of a method of progress, or a ratio that it compares (<c>/api/v1/progress</c>, <c>methods</c>).</summary>
    Progress,

    /// <summary><c>data-claim</c>: a reconstruction on the page of published claims, which divides two figures of the API.</summary>
    Claim,
}
