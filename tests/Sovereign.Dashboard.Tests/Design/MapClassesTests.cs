using Sovereign.Dashboard.Design;
using Xunit;

namespace Sovereign.Dashboard.Tests.Design;

public sealed class MapClassesTests
{
    [Fact]
    public void Each_class_holds_a_fifth_and_the_largest_is_in_the_last() =>
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4, 5, 5], MapClasses.Of([.. Enumerable.Range(1, 10).Select(value => (double)value)]));

    [Fact]
    public void The_order_given_does_not_matter() => Assert.Equal([5, 1, 3, 2, 4], MapClasses.Of([50, 10, 30, 20, 40]));

    [Fact]
    public void Equal_values_are_never_parted()
    {
        var classes = MapClasses.Of([0, 0, 0, 0, 0, 0, 0, 3, 4, 5]);
        Assert.Single(classes.Take(7).Distinct());
        Assert.Equal([4, 5, 5], classes.Skip(7));
    }

    [Fact]
    public void One_value_and_none_are_no_trouble()
    {
        Assert.Equal([3], MapClasses.Of([7]));
        Assert.Empty(MapClasses.Of([]));
    }
}
