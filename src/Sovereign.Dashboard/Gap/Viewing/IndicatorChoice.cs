namespace Sovereign.Dashboard.Gap.Viewing;

/// <summary>One definition and control that a reader may pick on an indicator's page.</summary>
public sealed record IndicatorChoice(string Definition, string Control, string Title, bool IsChosen);
