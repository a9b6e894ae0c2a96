namespace Sovereign.Dashboard.Web.Display;

/// <summary>The languages of the frame. Content is English in all of them.</summary>
public static class Languages
{
    public static readonly Language English = new("en", "English", FrameTexts.English);

    /// <summary>English first, then in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<Language> All =
        [English, new("fr", "Français", FrameTexts.French), new("hi", "हिन्दी", FrameTexts.Hindi)];

    /// <summary>The language with this code; null when there is none.</summary>
    public static Language? Find(string? code) => All.FirstOrDefault(language => language.Code == code);
}
