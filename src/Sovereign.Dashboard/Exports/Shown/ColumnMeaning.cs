namespace Sovereign.Dashboard.Exports.Shown;

/// <summary>What a column of a file means.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Type">Of Table Schema: <c>string</c>, <c>number</c>, <c>integer</c>, <c>boolean</c>.</param>
/// <param name="Text">For people, without a full stop.</param>
public sealed record ColumnMeaning(string Name, string Type, string Text);
