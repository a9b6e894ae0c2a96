using Sovereign.Dashboard.Data;

namespace Sovereign.Dashboard.Web;

/// <summary>Why a file that somebody asked for in a browser is not given; the page that stands in for it says so.</summary>
/// <param name="Page">Where what is known of it can be read.</param>
/// <param name="PageTitle">What that page shows.</param>
public sealed record RefusedFile(Refusal Why, string Page, string PageTitle);
