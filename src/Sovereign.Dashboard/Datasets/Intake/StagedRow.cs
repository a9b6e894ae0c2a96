using Sovereign.Analytics.Observations;
using Sovereign.Analytics.Periods;

namespace Sovereign.Dashboard.Datasets.Intake;

/// <summary>A row that passed every check, in the indicator's unit, with ids in place of codes.</summary>
internal struct StagedRow
{
    public long Line;
    public int IndicatorId;
    public int CountryId;
    public Period Period;
    public int DefinitionId;
    public Control Control;
    public int SourceId;
    public Bound Bound;
    public Coverage Coverage;
    public Method Method;
    public string Status;
    public double Value;
    public double? Lower;
    public double? Upper;
    public string ValueText;
    public string? LowerText;
    public string? UpperText;
    public string? Note;
}
