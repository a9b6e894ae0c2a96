namespace Sovereign.Dashboard.Datasets.Readings;

/// <summary>What a cell of figures holds.</summary>
internal enum FigureKind
{
    /// <summary>A number.</summary>
    Figure,

    /// <summary>A word or sign that says there is none.</summary>
    Missing,

    /// <summary>Neither.</summary>
    Wrong,
}
