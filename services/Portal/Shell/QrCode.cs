using System.Text;
using QRCoder;

namespace PlanningPlatform.Portal.Shell;

internal static class QrCode
{
    /// <summary>A picture for a camera as a data address, black on white whatever the page's colours are.</summary>
    public static string Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(code);
        return $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg.GetGraphic(4)))}";
    }
}
