namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>The parts of an observation, in the order of the portal's long format; their names in lower case are its columns.</summary>
internal enum Field
{
    Indicator,
    Country,
    Period,
    Value,
    Unit,
    Definition,
    Control,
    Bound,
    Coverage,
    Status,
    Method,
    Lower,
    Upper,
    Source,
    Note,
}
