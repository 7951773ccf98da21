using System.Net.Mail;
using Microsoft.Extensions.Options;
using PlanningPlatform.Notifications.Domain;

namespace PlanningPlatform.Notifications.Channels;

/// <summary>
/// Stands in for a provider that is not set: e-mail becomes an <c>.eml</c> file, SMS and WhatsApp a <c>.txt</c> file, in
/// <c>&lt;Data:Folder&gt;/mail</c>. Its name is that of the message, so a repeated one is the same file.
/// </summary>
internal sealed class MailFolder(IConfiguration configuration, IOptions<NotificationSettings> settings) : IProvider
{
    private readonly string _folder = Path.GetFullPath(Path.Combine(configuration["Data:Folder"] ?? ".data", "mail"));

    public bool RecognisesRepeats => true;

    public async Task<Outcome> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        var draft = Path.Combine(_folder, $".{message.Id:N}");
        try
        {
            Prepare(_folder);
            Directory.CreateDirectory(draft);
            var written = message.Channel == Channel.Email ? await WriteMailAsync(message, draft, cancellationToken) : await WriteTextAsync(message, draft, cancellationToken);
            File.Move(written, Path.Combine(_folder, $"{message.CreatedAt:yyyyMMdd-HHmmss}-{message.Id}{Path.GetExtension(written)}"), overwrite: true);
            return new Outcome.Taken();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SmtpException)
        {
            return new Outcome.NotNow(exception is SmtpException ? exception.InnerException?.Message ?? "The mail client could not write it." : exception.Message);
        }
        finally
        {
            if (Directory.Exists(draft))
            {
                Directory.Delete(draft, recursive: true);
            }
        }
    }

    /// <summary>The file of a message goes when its content does.</summary>
    public void Forget(Guid id)
    {
        if (Directory.Exists(_folder))
        {
            foreach (var file in Directory.EnumerateFiles(_folder, $"*-{id}.*"))
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Readable by its owner only: what is in these messages opens accounts.</summary>
    private static void Prepare(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task<string> WriteMailAsync(Outgoing message, string draft, CancellationToken cancellationToken)
    {
        using var mail = SmtpProvider.Compose(message, MailAddress.TryCreate(settings.Value.Smtp.From, out var from) ? from : new("no-reply@localhost"));
        using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = draft };
        await client.SendMailAsync(mail, cancellationToken);
        return Directory.EnumerateFiles(draft, "*.eml").Single();
    }

    private static async Task<string> WriteTextAsync(Outgoing message, string draft, CancellationToken cancellationToken)
    {
        var file = Path.Combine(draft, "message.txt");
        await File.WriteAllTextAsync(file, $"{message.Channel}: {message.To}\n\n{message.Wording.Short}\n", cancellationToken);
        return file;
    }
}
