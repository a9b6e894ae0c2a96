namespace Sovereign.Dashboard.Web.Display;

/// <summary>What the frame says in each language; one file per language.</summary>
public static partial class FrameTexts
{
    public static readonly FrameText English = new()
    {
        SkipToContent = "Skip to content",
        MainMenu = "Main",
        Menu = new Dictionary<string, string>
        {
            ["Overview"] = "Overview",
            ["Countries"] = "Countries",
            ["Indicators"] = "Indicators",
            ["Compare"] = "Compare",
            ["Telemetry"] = "Telemetry",
            ["Data"] = "Data",
            ["Work"] = "Work",
            ["Engines"] = "Engines",
            ["Audit"] = "Audit",
        },
        YourAccount = "Your account:",
        SignIn = "Sign in",
        SignOut = "Sign out",
        Promise = "Every figure on this site leads to its source and to the line of the file it was read from. Nothing is divided across definitions.",
        Footer = new Dictionary<string, string>
        {
            ["Methods"] = "Methods",
            ["Published claims"] = "Published claims",
            ["What changed"] = "What changed",
            ["All figures (JSON)"] = "All figures (JSON)",
            ["API description"] = "API description",
            ["Display and language"] = "Display and language",
        },
        Settings = "Display and language",
        SettingsLede = "For this browser, whether you are signed in or not.",
        Colours = "Colours",
        Themes = new Dictionary<Theme, string>
        {
            [Theme.System] = "As the device has it",
            [Theme.Light] = "Light",
            [Theme.Dark] = "Dark",
        },
        LanguageOfMenus = "Language of the menus",
        WhatIsTranslated = "Translated are the menu, the footer, signing in, your account, this page and the pages that report an error. Figures, sources, definitions, methods and the work pages are in English.",
        Save = "Save",
        Saved = "Saved.",
        HowItIsKept = "Kept for a year in two cookies that hold nothing but these two choices. Nobody is counted or followed by them; the first choice of each list keeps no cookie at all.",
        States = new Dictionary<int, StateText>
        {
            [400] = new("The request cannot be read", "The address holds something that no address here can have, or the form was opened before you signed in or out. Nothing was changed. Go back and load the page again, or begin again below."),
            [403] = new("Not permitted", "Your roles do not give you this page. An administrator can change them."),
            [404] = new("There is no page at this address", "It may have been mistyped, or what stood here has another address now."),
            [405] = new("This page cannot be sent anything", "The address exists, but it only shows. Nothing was changed."),
            [408] = new("The request took too long", "What you sent did not arrive whole. Nothing was changed. Send it again."),
            [413] = new("That is larger than what is taken here", "Nothing of it was kept. Split it, and send the parts."),
            [415] = new("That is of a kind that is not read here", "Nothing of it was kept."),
            [429] = new("Too many requests in a short time", "Nothing was changed. Wait a minute, then try again."),
            [500] = new("The page could not be made", "Something failed on our side. Nothing you sent was saved half. Try again in a minute."),
            [503] = new("The database does not answer", "Nothing is lost: what was published and what you had saved is kept. What you sent just now was not saved. Try again in a minute."),
        },
        OtherState = new("The page answered {0}", "It cannot be shown. Nothing was changed. Go back, or begin again below."),
        TryAgain = "Try again",
        ToOverview = "Overview: how far the country is from the reference",
        ToCountries = "All countries",
        ToIndicators = "All indicators",
        FaultNumber = "If it stays, tell the administrator this number, under which the failure is logged:",
        SignedInAs = "You are signed in as {0}.",
        ErrorPrefix = "Error:",
    };
}
