namespace Sovereign.Dashboard.Web.Caching;

/// <summary>
/// Names the state of everything published: another name after each publication, on every node as soon as the publication is acknowledged. The feature that
/// publishes supplies it; what is cached only asks.
/// </summary>
public delegate Task<string> DataVersion();
