namespace Sovereign.Dashboard.Web.Caching;

/// <summary>
/// Marks a page or endpoint whose answer changes though nothing was published. It is made for each request and kept nowhere: what is kept until the next
/// edition would stand still, and later than its disclosure allows.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class LiveFiguresAttribute : Attribute;
