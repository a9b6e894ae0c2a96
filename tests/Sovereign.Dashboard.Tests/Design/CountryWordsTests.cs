using Sovereign.Dashboard.Design;
using Xunit;

namespace Sovereign.Dashboard.Tests.Design;

public sealed class CountryWordsTests
{
    [Theory]
    [InlineData("India", "India")]
    [InlineData("United States", "the United States")]
    [InlineData("Netherlands", "the Netherlands")]
    [InlineData("Marshall Islands", "the Marshall Islands")]
    [InlineData("Dominican Republic", "the Dominican Republic")]
    [InlineData("South Korea", "South Korea")]
    public void Only_some_names_take_the_article(string name, string words) => Assert.Equal(words, CountryWords.InSentence(name));

    [Fact]
    public void A_sentence_begins_with_a_capital() => Assert.Equal("The United States", CountryWords.First("United States"));
}
