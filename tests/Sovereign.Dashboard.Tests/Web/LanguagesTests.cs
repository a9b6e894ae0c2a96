using System.Collections;
using Sovereign.Dashboard.Access;
using Sovereign.Dashboard.Access.Texts;
using Sovereign.Dashboard.Web;
using Sovereign.Dashboard.Web.Display;
using Xunit;

namespace Sovereign.Dashboard.Tests.Web;

/// <summary>Every language has every text, each with the same places to fill in.</summary>
public sealed class LanguagesTests
{
    [Fact]
    public void Every_language_has_every_text()
    {
        var english = TextsOf(Languages.English);
        Assert.All(Languages.All, language => Assert.Equal(english.Keys.Order(StringComparer.Ordinal), TextsOf(language).Keys.Order(StringComparer.Ordinal)));
        Assert.All(Languages.All, language => Assert.All(TextsOf(language), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), $"{language.Code} {text.Key}")));
    }

    [Fact]
    public void No_sentence_was_left_in_English()
    {
        var english = TextsOf(Languages.English);
        foreach (var language in Languages.All.Skip(1))
            Assert.All(TextsOf(language), text => Assert.False(text.Value.Contains(' ', StringComparison.Ordinal) && text.Value == english[text.Key], $"{language.Code} {text.Key}"));
    }

    [Fact]
    public void What_is_filled_in_has_its_place_in_every_language()
    {
        var english = TextsOf(Languages.English);
        foreach (var language in Languages.All)
            Assert.All(TextsOf(language), text => Assert.Equal(english[text.Key].Split("{0}").Length, text.Value.Split("{0}").Length));
    }

    [Fact]
    public void Every_word_of_the_menu_is_translated() =>
        Assert.All(Navigation.Items, item => Assert.All(Languages.All, language => Assert.Contains(item.Title, language.Text.Menu.Keys)));

    [Fact]
    public void Every_theme_permission_and_role_has_its_words()
    {
        foreach (var language in Languages.All)
        {
            Assert.Equal(Enum.GetValues<Theme>(), language.Text.Themes.Keys);
            Assert.Equal(Permissions.All.Order(), AccountTexts.In(language).Permissions.Keys.Order());
            Assert.Equal(Roles.All, AccountTexts.In(language).RoleNames.Keys);
        }
    }

    [Fact]
    public void A_language_has_its_own_texts_for_the_account()
    {
        var titles = Languages.All.Select(language => AccountTexts.In(language).Account).ToList();
        Assert.Equal(titles.Count, titles.Distinct().Count());
    }

    private static Dictionary<string, string> TextsOf(Language language)
    {
        var texts = new Dictionary<string, string>();
        foreach (var table in new object[] { language.Text, AccountTexts.In(language) })
        {
            foreach (var property in table.GetType().GetProperties())
            {
                var name = $"{table.GetType().Name}.{property.Name}";
                switch (property.GetValue(table))
                {
                    case string text:
                        texts.Add(name, text);
                        break;
                    case StateText state:
                        Add(name, state);
                        break;
                    case IEnumerable entries:
                        foreach (dynamic entry in entries)
                        {
                            if (entry.Value is StateText state) Add($"{name}[{entry.Key}]", state);
                            else texts.Add($"{name}[{entry.Key}]", (string)entry.Value);
                        }

                        break;
                }
            }
        }

        return texts;

        void Add(string name, StateText state)
        {
            texts.Add(name + ".Title", state.Title);
            texts.Add(name + ".Sentence", state.Sentence);
        }
    }
}
