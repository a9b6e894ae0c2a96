using Microsoft.AspNetCore.Antiforgery;

namespace Sovereign.Dashboard.Web.Display;

/// <summary>Takes the form of colours and language.</summary>
public static class DisplayEndpoint
{
    public const string Path = "/settings/display";

    /// <summary>The page of the form for people who are not signed in.</summary>
    public const string SettingsPage = "/settings";

    // The form stands on these two; an address in a form field is nobody's to choose.
    private static readonly string[] s_pages = [SettingsPage, "/account"];

    public static void MapDisplay(this IEndpointRouteBuilder app) =>
        app.MapPost(Path, async (HttpContext http, IAntiforgery antiforgery) =>
            {
                if (!await antiforgery.IsRequestValidAsync(http)) return Results.BadRequest();
                var form = await http.Request.ReadFormAsync(http.RequestAborted);
                var now = DisplayChoice.Of(http);
                DisplayChoice.Keep(http, DisplayChoice.ThemeOf(form["theme"]) ?? now.Theme, Languages.Find(form["lang"]) ?? now.Language);
                var back = s_pages.FirstOrDefault(page => page == form["back"]) ?? SettingsPage;
                return Results.LocalRedirect(back + "?saved=display");
            })
            .AllowAnonymous()
            .ExcludeFromDescription();
}
