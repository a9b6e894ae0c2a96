using Sovereign.Analytics.Kpis;

namespace Sovereign.Analytics.Decomposition;

/// <summary>An input that an identity needs and that nobody publishes yet. It has a code, so that the identity comes alive when figures do.</summary>
/// <param name="Indicator">The code that its figures will have.</param>
/// <param name="Title">For people.</param>
/// <param name="Comes">Where its figures will come from: the end of a sentence.</param>
public sealed record AwaitedInput(InputIndicator Indicator, string Title, string Comes);
