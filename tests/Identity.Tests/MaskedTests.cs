using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Tests;

public sealed class MaskedTests
{
    [Theory]
    [InlineData("sari@contoh.id", "s***@contoh.id")]
    [InlineData("@", "@***@")]
    [InlineData("bukan surel", "b***")]
    [InlineData("", "***")]
    public void An_address_shows_its_first_letter_and_where_it_is(string email, string masked) => Assert.Equal(masked, Masked.Email(email));

    [Theory]
    [InlineData("+62 812-3456-789", "+62***789")]
    [InlineData("081234", "***34")]
    [InlineData("0-----", "***")]
    [InlineData("nol delapan", "***")]
    [InlineData("", "***")]
    public void A_telephone_shows_its_end_if_that_leaves_something_to_guess(string phone, string masked) => Assert.Equal(masked, Masked.Phone(phone));

    [Fact]
    public void Half_a_letter_is_masked_too() => Assert.Equal("\uFFFD***", Masked.Email("\uD83D"));

    [Fact]
    public void Nothing_stays_nothing()
    {
        Assert.Null(Masked.Email(null));
        Assert.Null(Masked.Phone(null));
    }
}
