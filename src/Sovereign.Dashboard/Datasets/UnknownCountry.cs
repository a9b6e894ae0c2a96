using Sovereign.Dashboard.Data;
using Sovereign.Dashboard.Design;

namespace Sovereign.Dashboard.Datasets;

/// <summary>The answer to a country that there is not.</summary>
public static class UnknownCountry
{
    public static Refusal Of(string code) => new("unknown-country", $"'{Echo.Of(code)}' is no country here; expected a code of ISO 3166-1 alpha-3 such as IND.");
}
