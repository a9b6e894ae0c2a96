namespace Sovereign.Dashboard.Web.Display;

/// <summary>How one reader wants pages shown: read from the request alone, so that it holds for everyone and while the database is away.</summary>
/// <param name="Theme">Chosen colours.</param>
/// <param name="Language">Language of the frame.</param>
/// <param name="AskedLanguage">Code of the language that the address asks for, over the reader's own; null when it asks for none.</param>
public sealed record DisplayChoice(Theme Theme, Language Language, string? AskedLanguage)
{
    public const string ThemeCookie = "sov-theme";
    public const string LanguageCookie = "sov-lang";

    /// <summary>Name of the parameter by which an address asks for a language.</summary>
    public const string LanguageQuery = "lang";

    private static readonly TimeSpan s_kept = TimeSpan.FromDays(365);

    public static readonly DisplayChoice Default = new(Theme.System, Languages.English, null);

    /// <summary>What the frame says, in the reader's language.</summary>
    public FrameText Text => Language.Text;

    /// <summary>For <c>data-theme</c>: <c>light</c> or <c>dark</c>; null leaves it to the device.</summary>
    public string? ThemeCode => Theme == Theme.System ? null : CodeOf(Theme);

    /// <summary>For <c>lang</c> on what is English; null where the page is English anyway.</summary>
    public string? ForEnglish => Language == Languages.English ? null : Languages.English.Code;

    /// <summary>For <c>lang</c> on what is translated, within content that is not; null where the page is English anyway.</summary>
    public string? ForTranslated => Language == Languages.English ? null : Language.Code;

    /// <summary>The choice of whoever sent the request; the default without one.</summary>
    public static DisplayChoice Of(HttpContext? http)
    {
        if (http is null) return Default;
        var asked = Languages.Find(http.Request.Query[LanguageQuery]);
        return new DisplayChoice(
            ThemeOf(http.Request.Cookies[ThemeCookie]) ?? Theme.System,
            asked ?? Languages.Find(http.Request.Cookies[LanguageCookie]) ?? Languages.English,
            asked?.Code);
    }

    /// <summary>The theme with this code; null when there is none.</summary>
    public static Theme? ThemeOf(string? code)
    {
        foreach (var theme in Enum.GetValues<Theme>())
        {
            if (CodeOf(theme) == code) return theme;
        }

        return null;
    }

    /// <summary>As forms and cookies write a theme.</summary>
    public static string CodeOf(Theme theme) => theme switch
    {
        Theme.Light => "light",
        Theme.Dark => "dark",
        _ => "system",
    };

    /// <summary>Keeps a choice for a year. A default is kept by keeping nothing.</summary>
    public static void Keep(HttpContext http, Theme theme, Language language)
    {
        Keep(http, ThemeCookie, theme == Theme.System ? null : CodeOf(theme));
        Keep(http, LanguageCookie, language == Languages.English ? null : language.Code);
    }

    private static void Keep(HttpContext http, string name, string? value)
    {
        var cookie = new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            MaxAge = s_kept,
            IsEssential = true,
            Path = "/",
        };
        if (value is null) http.Response.Cookies.Delete(name, new CookieOptions { Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps });
        else http.Response.Cookies.Append(name, value, cookie);
    }
}
