namespace Sovereign.Dashboard.Web.Display;

/// <summary>Everything the frame says: menu, footer, settings and the pages that stand in for others. The compiler asks each language for each text.</summary>
public sealed record FrameText
{
    public required string SkipToContent { get; init; }

    /// <summary>Names the menu for those who do not see it.</summary>
    public required string MainMenu { get; init; }

    /// <summary>Words of the menu by their English one (<see cref="NavigationItem.Title"/>).</summary>
    public required IReadOnlyDictionary<string, string> Menu { get; init; }

    /// <summary>Stands before the person's name for those who do not see where it stands.</summary>
    public required string YourAccount { get; init; }

    public required string SignIn { get; init; }
    public required string SignOut { get; init; }

    /// <summary>What the site promises, in the footer.</summary>
    public required string Promise { get; init; }

    /// <summary>Links of the footer by their English words.</summary>
    public required IReadOnlyDictionary<string, string> Footer { get; init; }

    public required string Settings { get; init; }
    public required string SettingsLede { get; init; }
    public required string Colours { get; init; }

    /// <summary>One for each <see cref="Display.Theme"/>.</summary>
    public required IReadOnlyDictionary<Theme, string> Themes { get; init; }

    public required string LanguageOfMenus { get; init; }

    /// <summary>What is translated and what is not.</summary>
    public required string WhatIsTranslated { get; init; }

    public required string Save { get; init; }
    public required string Saved { get; init; }
    public required string HowItIsKept { get; init; }

    /// <summary>Pages for HTTP statuses.</summary>
    public required IReadOnlyDictionary<int, StateText> States { get; init; }

    /// <summary>For every status without words of its own, with the number in place of <c>{0}</c>.</summary>
    public required StateText OtherState { get; init; }

    public required string TryAgain { get; init; }
    public required string ToOverview { get; init; }
    public required string ToCountries { get; init; }
    public required string ToIndicators { get; init; }

    /// <summary>Before the number under which a fault is logged.</summary>
    public required string FaultNumber { get; init; }

    /// <summary>Who is signed in, in place of <c>{0}</c>.</summary>
    public required string SignedInAs { get; init; }

    /// <summary>Before the title of a page that reports a problem.</summary>
    public required string ErrorPrefix { get; init; }

    /// <summary>The word of the menu; the English one where a language has none, which a test forbids.</summary>
    public string MenuWord(string title) => Menu.GetValueOrDefault(title, title);

    /// <summary>The link of the footer, likewise.</summary>
    public string FooterWord(string title) => Footer.GetValueOrDefault(title, title);

    /// <summary>What stands in for a page that answered <paramref name="status"/>.</summary>
    public StateText State(int status) => States.TryGetValue(status, out var state)
        ? state
        : OtherState with { Title = OtherState.Title.Replace("{0}", status.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal) };
}
