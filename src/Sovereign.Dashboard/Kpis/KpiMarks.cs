using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Kpis;

/// <summary>What a machine may read off a printed key figure.</summary>
public static class KpiMarks
{
    /// <summary>Mark of the value; null where there is none.</summary>
    public static ValueMark? Mark(this KpiResult result) => result.Value is { } value
        ? new(
            MarkKind.Kpi, result.Kpi.Code, result.Country, Numbers.Raw(value.Central),
            ValueMark.Join(result.Inputs.Select(input => input.Observation?.Period.Code)), result.Definition, ValueMark.Join(result.Sources),
            MarkedInterval.Between(value.Low, value.High), result.Reference)
        : null;
}
