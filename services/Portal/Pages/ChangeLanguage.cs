using Microsoft.AspNetCore.Localization;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>The visible language switch: remembers the choice for a year and goes back.</summary>
internal static class ChangeLanguage
{
    /// <param name="ke">id or en.</param>
    /// <param name="kembali">Path of a page here.</param>
    public static IResult Handle(HttpContext http, string? ke, string? kembali)
    {
        if (ke is "id" or "en")
        {
            http.Response.Cookies.Append(
                PagesRegistration.LanguageCookie,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(ke)),
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true, Secure = http.Request.IsHttps });
        }

        return Html.SeeOther(LocalPath.Or(kembali, "/"));
    }
}
