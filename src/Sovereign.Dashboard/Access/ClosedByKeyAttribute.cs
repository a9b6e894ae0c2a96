namespace Sovereign.Dashboard.Access;

/// <summary>
/// Marks an endpoint that asks for a key in a header, and never looks at who is signed in. No other site can make a browser send such a key, so where a request comes from
/// does not matter to it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClosedByKeyAttribute : Attribute;
