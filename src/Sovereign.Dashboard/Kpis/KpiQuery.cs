using Sovereign.Analytics.Kpis;
using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;

namespace Sovereign.Dashboard.Kpis;

/// <summary>A question about one key figure.</summary>
/// <param name="Kpi">The key figure.</param>
/// <param name="Country">Alpha-3 code of the country it is about.</param>
/// <param name="Reference">Alpha-3 code of the country it is compared with.</param>
/// <param name="Definition">On which definition of the primary indicator; null asks for one result per definition that has figures.</param>
/// <param name="Control">In which sense the country has it.</param>
/// <param name="Period">When given, only figures whose period lies in it are used.</param>
public sealed record KpiQuery(
    Kpi Kpi, string Country, string Reference, string? Definition = null, Control Control = Control.Territory, Period? Period = null);
