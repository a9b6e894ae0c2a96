namespace Sovereign.Dashboard.Design;

/// <summary>
/// What a machine may read off a printed value, so that a page and the API can be compared: the code of the KPI or indicator,
/// the country's alpha-3 code, and the number exactly as the API's JSON prints it.
/// </summary>
public sealed record ValueMark(string Kpi, string Country, string Raw);
