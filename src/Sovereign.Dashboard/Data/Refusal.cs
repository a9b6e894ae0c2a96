namespace Sovereign.Dashboard.Data;

/// <summary>An expected "no".</summary>
/// <param name="Code">Stable code, lower-case with hyphens; the API answers it and <c>Web/Problems.cs</c> gives it a status.</param>
/// <param name="Sentence">One clear sentence for the person who asked.</param>
public sealed record Refusal(string Code, string Sentence);
