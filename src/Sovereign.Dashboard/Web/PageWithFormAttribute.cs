namespace Sovereign.Dashboard.Web;

/// <summary>Marks a page that shows a posted form to people who are not signed in, so that it keeps its antiforgery cookie.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PageWithFormAttribute : Attribute;
