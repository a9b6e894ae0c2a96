namespace Sovereign.Dashboard.Web.Display;

/// <summary>What a page says that stands in for another one.</summary>
/// <param name="Title">Heading and title.</param>
/// <param name="Sentence">What it means for the reader, and what to do.</param>
public sealed record StateText(string Title, string Sentence);
