using Sovereign.Analytics.Kpis;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Kpis;

/// <summary>What a machine may read off a printed key figure.</summary>
public static class KpiMarks
{
    /// <summary>Mark of the value; null where there is none.</summary>
    /// <param name="result">The key figure.</param>
    /// <param name="asOf">The instant of its edition, where that is not the page's own.</param>
    /// <param name="within">Code of the period that was asked for; null for the latest figures.</param>
    public static ValueMark? Mark(this KpiResult result, DateTimeOffset? asOf = null, string? within = null) => result.Value is { } value
        ? new(
            MarkKind.Kpi, result.Kpi.Code, result.Country, Numbers.Raw(value.Central),
            ValueMark.Join(result.Inputs.Select(input => input.Observation?.Period.Code)), result.Definition, ValueMark.Join(result.Sources),
            // Of what is at least so much no upper end is known.
            MarkedInterval.Of(value.Low, result.Status == KpiStatus.KnownAtLeast ? null : value.High, NoInterval.LowerBound), result.Reference, asOf, Within: within)
        : null;
}
