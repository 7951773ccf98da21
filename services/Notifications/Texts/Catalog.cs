using PlanningPlatform.Notifications.Contracts;

namespace PlanningPlatform.Notifications.Texts;

/// <summary>All that people can be told, with the words that are in force until somebody edits them.</summary>
internal static class Catalog
{
    private static readonly string[] Account = ["name", "username", Template.Link, Template.Expires];

    public static IReadOnlyList<Template> All { get; } =
    [
        ForStaff(
            NotificationTemplates.AccountInvited,
            new(
                "Undangan ke sistem {{city}}",
                """
                Yth. {{name}},

                Akun {{username}} sudah dibuat untuk Anda. Pilih kata sandi Anda sendiri di:
                {{link}}

                Tautan berlaku sekali, sampai {{expires}}. Jangan teruskan kepada siapa pun: petugas kami tidak pernah memintanya.
                """,
                "{{city}}: akun {{username}} dibuat untuk Anda. Pilih kata sandi di {{link}} sebelum {{expires}}. Jangan teruskan tautan ini."),
            new(
                "Your invitation to the system of {{city}}",
                """
                Dear {{name}},

                The account {{username}} was made for you. Choose your own password at:
                {{link}}

                The link works once, until {{expires}}. Do not pass it on: our staff never ask for it.
                """,
                "{{city}}: account {{username}} was made for you. Choose a password at {{link}} before {{expires}}. Do not pass this link on.")),
        ForStaff(
            NotificationTemplates.PasswordReset,
            new(
                "Kata sandi baru untuk {{username}}",
                """
                Yth. {{name}},

                Ada permintaan kata sandi baru untuk akun {{username}}. Pilih yang baru di:
                {{link}}

                Tautan berlaku sekali, sampai {{expires}}. Bila bukan Anda yang meminta, abaikan pesan ini: kata sandi lama tetap berlaku.
                """,
                "{{city}}: pilih kata sandi baru untuk {{username}} di {{link}} sebelum {{expires}}. Bukan Anda yang meminta? Abaikan."),
            new(
                "A new password for {{username}}",
                """
                Dear {{name}},

                A new password was asked for the account {{username}}. Choose it at:
                {{link}}

                The link works once, until {{expires}}. If it was not you, ignore this message: the old password stays good.
                """,
                "{{city}}: choose a new password for {{username}} at {{link}} before {{expires}}. Not you? Ignore this.")),
        ForResidents(
            NotificationTemplates.ComplaintReceived, ["number"], urgent: true, worthFor: null,
            "Laporan {{number}} kami terima", "Terima kasih. Laporan {{number}} sudah kami terima dan segera diperiksa petugas.",
            "Report {{number}} received", "Thank you. We have received report {{number}}; an officer will look at it soon."),
        ForResidents(
            NotificationTemplates.ComplaintVerified, ["number"], urgent: false, worthFor: null,
            "Laporan {{number}} sudah diperiksa", "Laporan {{number}} sudah diperiksa petugas dan akan ditindaklanjuti.",
            "Report {{number}} checked", "Report {{number}} was checked by an officer and will be followed up."),
        ForResidents(
            NotificationTemplates.ComplaintForwarded, ["number", "agency"], urgent: false, worthFor: null,
            "Laporan {{number}} diteruskan", "Laporan {{number}} diteruskan kepada {{agency}}.",
            "Report {{number}} forwarded", "Report {{number}} was forwarded to {{agency}}."),
        ForResidents(
            NotificationTemplates.ComplaintResolved, ["number", "agency"], urgent: false, worthFor: null,
            "Laporan {{number}} selesai ditangani", "Laporan {{number}} selesai ditangani. Baca jawaban {{agency}} pada halaman laporan Anda.",
            "Report {{number}} resolved", "Report {{number}} has been dealt with. Read the answer of {{agency}} on the page of your report."),
        ForResidents(
            NotificationTemplates.ComplaintStarted, ["number"], urgent: false, worthFor: null,
            "Laporan {{number}} mulai ditangani", "Laporan {{number}} mulai ditangani petugas.",
            "Work on report {{number}} has begun", "Officers have begun to work on report {{number}}."),
        ForResidents(
            NotificationTemplates.ComplaintRejected, ["number"], urgent: false, worthFor: null,
            "Laporan {{number}} tidak dapat diproses", "Laporan {{number}} tidak dapat diproses. Baca alasannya pada halaman laporan Anda.",
            "Report {{number}} cannot be handled", "Report {{number}} cannot be handled. Read why on the page of your report."),
        ForResidents(
            NotificationTemplates.ComplaintPostponed, ["number"], urgent: false, worthFor: null,
            "Laporan {{number}} ditunda", "Penanganan laporan {{number}} ditunda. Baca alasan dan tanggalnya pada halaman laporan Anda.",
            "Report {{number}} is postponed", "Work on report {{number}} is postponed. Read why and until when on the page of your report."),
        ForResidents(
            NotificationTemplates.ComplaintTransferred, ["number", "party"], urgent: false, worthFor: null,
            "Laporan {{number}} diserahkan kepada {{party}}", "Laporan {{number}} bukan kewenangan pemerintah kota dan diserahkan kepada {{party}}.",
            "Report {{number}} was handed to {{party}}", "Report {{number}} is not for the city to decide and was handed to {{party}}."),
        ForResidents(
            NotificationTemplates.ComplaintMerged, ["number", "master"], urgent: false, worthFor: null,
            "Laporan {{number}} digabung", "Hal yang sama sudah dilaporkan: laporan {{number}} kini mengikuti laporan {{master}}.",
            "Report {{number}} was merged", "The same was reported before: report {{number}} now follows report {{master}}."),
        ForResidents(
            NotificationTemplates.ComplaintAsked, ["number"], urgent: true, worthFor: null,
            "Pertanyaan tentang laporan {{number}}", "Petugas perlu keterangan Anda tentang laporan {{number}}. Jawab pada halaman laporan Anda agar dapat dilanjutkan.",
            "A question about report {{number}}", "Officers need to know something about report {{number}}. Please answer on the page of your report so that work can go on."),
        ForResidents(
            NotificationTemplates.ComplaintReplied, ["number"], urgent: false, worthFor: null,
            "Tanggapan atas laporan {{number}}", "Ada tanggapan baru atas laporan {{number}}.",
            "A reply to report {{number}}", "There is a new reply to report {{number}}."),
        ForResidents(
            NotificationTemplates.ComplaintClosed, ["number"], urgent: false, worthFor: null,
            "Laporan {{number}} ditutup", "Laporan {{number}} ditutup. Nilai penanganannya, atau buka kembali bila belum selesai, pada halaman laporan Anda.",
            "Report {{number}} is closed", "Report {{number}} is closed. Rate how it was handled, or reopen it if it is not done, on the page of your report."),
        ForResidents(
            NotificationTemplates.ComplaintProposed, ["number", "proposal"], urgent: false, worthFor: null,
            "Laporan {{number}} menjadi usulan", "Laporan {{number}} menjadi usulan {{proposal}} untuk rencana pembangunan. Anda dapat mengikuti keduanya pada halaman laporan Anda.",
            "Report {{number}} became a proposal", "Report {{number}} became proposal {{proposal}} for the development plan. You can follow both on the page of your report."),
        ForResidents(
            NotificationTemplates.ComplaintProposalMoved, ["number", "proposal"], urgent: false, worthFor: null,
            "Usulan {{proposal}} berpindah tahap", "Usulan {{proposal}}, dari laporan {{number}}, berpindah tahap. Lihat keadaannya pada halaman laporan Anda.",
            "Proposal {{proposal}} has moved on", "Proposal {{proposal}}, made of report {{number}}, has moved on. See where it stands on the page of your report."),
        ForResidents(
            NotificationTemplates.MobileUnitAssigned, ["number", "unit"], urgent: true, worthFor: TimeSpan.FromHours(3),
            "Mobmas {{unit}} disiapkan untuk Anda", "Untuk laporan {{number}}, Mobmas {{unit}} sudah ditugaskan.",
            "Mobmas {{unit}} is assigned to you", "For report {{number}}, Mobmas {{unit}} has been assigned."),
        ForResidents(
            NotificationTemplates.MobileUnitDeparted, ["number", "unit"], urgent: true, worthFor: TimeSpan.FromHours(1),
            "Mobmas {{unit}} dalam perjalanan", "Mobmas {{unit}} sedang menuju tempat Anda (laporan {{number}}).",
            "Mobmas {{unit}} is on its way", "Mobmas {{unit}} is on its way to you (report {{number}})."),
        ForResidents(
            NotificationTemplates.TripBooked, ["number"], urgent: true, worthFor: null,
            "Pesanan Mobmas {{number}} kami terima", "Pesanan Mobmas {{number}} kami terima. Kami mengabari Anda bila sudah ada mobil yang menjemput.",
            "Mobmas booking {{number}} received", "We have received your Mobmas booking {{number}} and will tell you when a car is to fetch you."),
        ForResidents(
            NotificationTemplates.TripApproved, ["number"], urgent: false, worthFor: null,
            "Pesanan Mobmas {{number}} disetujui", "Pesanan Mobmas {{number}} disetujui kelurahan dan menunggu mobil.",
            "Mobmas booking {{number}} approved", "Your Mobmas booking {{number}} was approved by the village office and waits for a car."),
        ForResidents(
            NotificationTemplates.TripRejected, ["number"], urgent: false, worthFor: null,
            "Pesanan Mobmas {{number}} tidak disetujui", "Pesanan Mobmas {{number}} tidak dapat disetujui. Baca alasannya pada halaman pesanan Anda.",
            "Mobmas booking {{number}} not approved", "Your Mobmas booking {{number}} could not be approved. Read why on the page of your booking."),
        ForResidents(
            NotificationTemplates.TripAssigned, ["number", "unit", "time"], urgent: true, worthFor: TimeSpan.FromHours(12),
            "Mobmas {{unit}} menjemput Anda", "Mobmas {{unit}} menjemput Anda sekitar {{time}} (pesanan {{number}}).",
            "Mobmas {{unit}} will fetch you", "Mobmas {{unit}} will fetch you at about {{time}} (booking {{number}})."),
        ForResidents(
            NotificationTemplates.TripDeparted, ["number", "unit", "time"], urgent: true, worthFor: TimeSpan.FromHours(1),
            "Mobmas {{unit}} dalam perjalanan", "Mobmas {{unit}} sedang menuju tempat Anda, tiba sekitar {{time}} (pesanan {{number}}).",
            "Mobmas {{unit}} is on its way", "Mobmas {{unit}} is on its way to you, there at about {{time}} (booking {{number}})."),
        ForResidents(
            NotificationTemplates.TripReminder, ["number", "time"], urgent: true, worthFor: TimeSpan.FromHours(6),
            "Pengingat: Mobmas pukul {{time}}", "Perjalanan Mobmas Anda {{time}} (pesanan {{number}}). Tidak jadi? Batalkan agar warga lain dapat memakainya.",
            "Reminder: Mobmas at {{time}}", "Your Mobmas trip is at {{time}} (booking {{number}}). Not needed any more? Please cancel so that others can have it."),
        ForResidents(
            NotificationTemplates.TripCancelled, ["number", "time"], urgent: true, worthFor: TimeSpan.FromHours(12),
            "Perjalanan Mobmas {{time}} tidak jadi", "Perjalanan Mobmas Anda {{time}} (pesanan {{number}}) tidak dapat dilayani. Baca alasannya pada halaman pesanan Anda.",
            "Mobmas trip of {{time}} is off", "Your Mobmas trip of {{time}} (booking {{number}}) cannot be served. Read why on the page of your booking."),
        ForResidents(
            NotificationTemplates.ProposalReceived, ["number"], urgent: true, worthFor: null,
            "Usulan {{number}} kami terima", "Terima kasih. Usulan {{number}} sudah kami terima.",
            "Proposal {{number}} received", "Thank you. We have received proposal {{number}}."),
        new(
            NotificationTemplates.ComplaintEscalated, ["number", "percent", Template.Link], Essential: false, Urgent: false, PhoneFirst: false, WorthFor: TimeSpan.FromDays(1),
            new(
                "Batas waktu laporan {{number}} lewat",
                """
                Laporan {{number}} sudah memakai {{percent}} % dari batas waktu langkah yang ditunggu, dan langkah itu belum dikerjakan:
                {{link}}

                Pemerintah {{city}}
                Tidak ingin menerima pesan lagi? {{stop}}
                """,
                "{{city}}: laporan {{number}} sudah {{percent}} % dari batas waktunya. {{link}} Berhenti: {{stop}}"),
            new(
                "The limit of report {{number}} is over",
                """
                Report {{number}} has used {{percent}} % of the time for the step that is due, and it is not done:
                {{link}}

                Government of {{city}}
                No more messages? {{stop}}
                """,
                "{{city}}: report {{number}} is at {{percent}} % of its limit. {{link}} Stop: {{stop}}")),
        new(
            NotificationTemplates.DispatchQueueUnmanned, ["waiting", "minutes", Template.Link], Essential: false, Urgent: true, PhoneFirst: true, WorthFor: TimeSpan.FromHours(2),
            new(
                "Antrean Mobmas tidak ada yang melihat",
                """
                {{waiting}} permintaan Mobmas menunggu, yang terlama {{minutes}} menit, dan tidak ada dispatcher yang membuka antrean:
                {{link}}

                Pemerintah {{city}}
                Tidak ingin menerima pesan lagi? {{stop}}
                """,
                "{{city}}: {{waiting}} permintaan Mobmas menunggu (terlama {{minutes}} menit) dan tidak ada yang melihat antrean. {{link}} Berhenti: {{stop}}"),
            new(
                "Nobody looks at the Mobmas queue",
                """
                {{waiting}} requests for a Mobmas wait, the first for {{minutes}} minutes, and no dispatcher has the queue open:
                {{link}}

                Government of {{city}}
                No more messages? {{stop}}
                """,
                "{{city}}: {{waiting}} Mobmas requests wait (the first for {{minutes}} minutes) and nobody looks at the queue. {{link}} Stop: {{stop}}")),
        new(
            NotificationTemplates.AlertConfirmation, ["area", Template.Link], Essential: false, Urgent: true, PhoneFirst: false, WorthFor: TimeSpan.FromDays(1),
            new(
                "Konfirmasi langganan kabar {{area}}",
                """
                Seseorang meminta kabar harian tentang laporan warga di {{area}} untuk alamat surel ini. Bila itu Anda, konfirmasikan di:
                {{link}}

                Bila bukan Anda, abaikan pesan ini: tanpa konfirmasi tidak ada kabar yang dikirim, dan alamat ini dihapus.

                Pemerintah {{city}}
                Tidak ingin menerima pesan apa pun lagi dari kami? {{stop}}
                """,
                "{{city}}: konfirmasi langganan kabar {{area}} di {{link}} Berhenti: {{stop}}"),
            new(
                "Confirm the alerts for {{area}}",
                """
                Somebody asked for a daily mail about what residents report in {{area}} for this address. If it was you, please confirm at:
                {{link}}

                If it was not you, ignore this message: without a confirmation nothing is sent, and this address is erased.

                Government of {{city}}
                No messages from us at all any more? {{stop}}
                """,
                "{{city}}: confirm the alerts for {{area}} at {{link}} Stop: {{stop}}")),
        new(
            NotificationTemplates.AlertDigest, ["area", "count", Template.Items, Template.Link], Essential: false, Urgent: false, PhoneFirst: false, WorthFor: TimeSpan.FromDays(1),
            new(
                "{{count}} laporan baru di {{area}}",
                """
                Laporan warga yang baru di {{area}}: {{count}}.

                {{items}}

                Semua laporan: {{link}}

                Pemerintah {{city}}
                Berhenti berlangganan kabar {{area}}: {{stop}}
                """,
                "{{city}}: {{count}} laporan baru di {{area}}. {{link}} Berhenti: {{stop}}"),
            new(
                "{{count}} new reports in {{area}}",
                """
                New reports by residents in {{area}}: {{count}}.

                {{items}}

                All reports: {{link}}

                Government of {{city}}
                No more alerts for {{area}}: {{stop}}
                """,
                "{{city}}: {{count}} new reports in {{area}}. {{link}} Stop: {{stop}}")),
    ];

    public static Template? Find(string? code) => All.FirstOrDefault(template => template.Code == code);

    private static Template ForStaff(string code, Wording indonesian, Wording english)
        => new(code, Account, Essential: true, Urgent: true, PhoneFirst: false, WorthFor: null, indonesian, english);

    /// <summary>One sentence, where to read more, and how to stop.</summary>
    private static Template ForResidents(
        string code, string[] values, bool urgent, TimeSpan? worthFor, string indonesianSubject, string indonesian, string englishSubject, string english)
        => new(
            code, [.. values, Template.Link], Essential: false, urgent, PhoneFirst: true, worthFor,
            new(
                indonesianSubject,
                $$$"""
                {{{indonesian}}}

                Ikuti perkembangannya di {{link}} dengan nomor itu dan kode rahasia pada bukti Anda. Petugas kami tidak pernah menanyakan kode itu.

                Pemerintah {{city}}
                Tidak ingin menerima kabar lagi? {{stop}}
                """,
                $$$"""{{city}}: {{{indonesian}}} {{link}} Berhenti: {{stop}}"""),
            new(
                englishSubject,
                $$$"""
                {{{english}}}

                Follow it at {{link}} with that number and the secret on your slip. Our staff never ask for the secret.

                Government of {{city}}
                No more messages? {{stop}}
                """,
                $$$"""{{city}}: {{{english}}} {{link}} Stop: {{stop}}"""));
}
