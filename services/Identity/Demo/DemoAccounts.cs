using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Demo;

/// <summary>One demo account.</summary>
/// <param name="Description">For the banner, in Indonesian: what this person comes to do.</param>
/// <param name="Place">Village or district within the city, by its official code; null for the whole city.</param>
/// <param name="Unit">Mobile unit of a crew; <c>*</c> is every unit.</param>
internal sealed record DemoAccount(string UserName, string Role, string Description, string? Place = null, string? Agency = null, string? Unit = null);

/// <summary>Who exists in the demo city: one account for each role that staff can have, and a second agency, because an allegation of misconduct goes to nobody but the Inspektorat.</summary>
internal static class DemoAccounts
{
    public static IReadOnlyList<DemoAccount> All { get; } =
    [
        new("operator112", Roles.Operator112, "Operator 112: menerima, memeriksa, dan meneruskan aduan"),
        new("supervisor112", Roles.Supervisor112, "Pengawas 112: serah terima giliran dan eskalasi"),
        new("dispatcher", Roles.Dispatcher, "Petugas penugasan Mobmas: memilih unit untuk tiap permintaan"),
        new("crew", Roles.Crew, "Awak Mobmas: berangkat, tiba, selesai (semua unit contoh)", Unit: "*"),
        new("manager", Roles.ProgramManager, "Pengelola program: memantau kelurahan dan layanan"),
        new("kasi", Roles.VillageSectionHead, "Kepala seksi kelurahan Banjaran: menyiapkan usulan dan laporan", Place: "35.71.02.1012"),
        new("lurah", Roles.VillageHead, "Lurah Banjaran: memeriksa dan menyetujui", Place: "35.71.02.1012"),
        new("camat", Roles.DistrictHead, "Camat Kota: memeriksa, memeringkat, dan mengajukan kebutuhan Mobmas", Place: "35.71.02"),
        new("rtrw", Roles.NeighbourhoodOfficer, "RT/RW, kader, LPMK Banjaran: melapor untuk warga yang datang", Place: "35.71.02.1012"),
        new("pokmas", Roles.CommunityGroup, "Kelompok masyarakat Banjaran: pelaksana pekerjaan Merata", Place: "35.71.02.1012"),
        new("inspektorat", Roles.AgencyOfficer, "Petugas Inspektorat: menindaklanjuti dugaan penyimpangan", Agency: "INSPEKTORAT"),
        new("dinas", Roles.AgencyOfficer, "Petugas Dinas PUPR: menindaklanjuti aduan dan usulan", Agency: "DPUPR"),
        new("planner", Roles.Planner, "Perencana Bappeda: menyusun RKPD dari usulan", Agency: "BAPPEDA"),
        new("bendahara", Roles.Treasurer, "Bendahara BPPKAD: SP2D dan pengembalian", Agency: "BPPKAD"),
        new("inspector", Roles.Inspector, "Inspektorat: memeriksa indikasi penyimpangan", Agency: "INSPEKTORAT"),
        new("ppid", Roles.InformationOfficer, "PPID: permintaan informasi dan data terbuka", Agency: "DISKOMINFO"),
        new("pimpinan", Roles.Leader, "Pimpinan daerah: membaca ringkasan harian"),
        new("admin", Roles.Admin, "Administrator: akun, peran, dan kesehatan sistem"),
    ];
}
