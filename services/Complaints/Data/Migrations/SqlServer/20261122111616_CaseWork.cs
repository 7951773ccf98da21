using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Complaints.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class CaseWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Made by hand once (ComplaintsAreFoundByVillage); the village is a column of its own now, and the model has its index.
            migrationBuilder.DropIndex(
                name: "IX_Complaints_Place_VillageCode_Status_ReceivedAt",
                table: "Complaints");

            migrationBuilder.RenameColumn(
                name: "Place_VillageCode",
                table: "Complaints",
                newName: "VillageCode");

            migrationBuilder.AddColumn<int>(
                name: "Audience",
                table: "Timeline",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AlarmAt",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AskedAt",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Attributes",
                table: "Complaints",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AutoCloseAt",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Cell",
                table: "Complaints",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ChangedAt",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<string>(
                name: "Channel",
                table: "Complaints",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "Api");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "DueAt",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "EndedAt",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Escalation",
                table: "Complaints",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "FollowedUpAt",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ForwardedAt",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "HasOpenHandOff",
                table: "Complaints",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsEmergency",
                table: "Complaints",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsMisconduct",
                table: "Complaints",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "Complaints",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "Complaint");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "Limits_FinishBy",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "Limits_FinishWarnAt",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "Limits_FollowUpBy",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "Limits_FollowUpWarnAt",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "Limits_ForwardBy",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "Limits_ForwardWarnAt",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "Limits_LeaderAt",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "Limits_LocalTargetBy",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MasterId",
                table: "Complaints",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "NextCheckAt",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OutsideParty",
                table: "Complaints",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "OutsideTicket",
                table: "Complaints",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<DateOnly>(
                name: "PostponedUntil",
                table: "Complaints",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProfileCode",
                table: "Complaints",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "sp4n-2018",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<int>(
                name: "Rating",
                table: "Complaints",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ReopenUntil",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ResolvedAt",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StatusBeforeMerge",
                table: "Complaints",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TakenBy",
                table: "Complaints",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<bool>(
                name: "WasReopened",
                table: "Complaints",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "PublicDetail",
                table: "Categories",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "VillageOnly");

            migrationBuilder.AddColumn<string>(
                name: "Attributes",
                table: "Categories",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "Categories",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "Complaint");

            migrationBuilder.CreateTable(
                name: "CategoryRules",
                columns: table => new
                {
                    CategoryCode = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EffectiveFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    AgencyCodes = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Clock = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    ClockMinutes = table.Column<int>(type: "int", nullable: true),
                    LocalTargetDays = table.Column<int>(type: "int", nullable: true),
                    LocalTarget = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    MobileUnit = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    PhotoOnClosing = table.Column<bool>(type: "bit", nullable: false),
                    ForcesSecret = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CategoryRules", x => new { x.CategoryCode, x.EffectiveFrom });
                    table.ForeignKey(
                        name: "FK_CategoryRules_Categories_CategoryCode",
                        column: x => x.CategoryCode,
                        principalTable: "Categories",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "HandOffs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ComplaintId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Unit = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CalledBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CalledAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    EnRouteAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    OnSceneAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    ConfirmedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    Outcome = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    AlarmAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    Alarms = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HandOffs", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HandOffs_Complaints_ComplaintId",
                        column: x => x.ComplaintId,
                        principalTable: "Complaints",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Profiles",
                columns: table => new
                {
                    Code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    LegalBasis = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EffectiveFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ForwardDays = table.Column<int>(type: "int", nullable: false),
                    FollowUpDays = table.Column<int>(type: "int", nullable: false),
                    InformationDays = table.Column<int>(type: "int", nullable: false),
                    OrdinaryDays = table.Column<int>(type: "int", nullable: false),
                    MisconductDays = table.Column<int>(type: "int", nullable: false),
                    AutoCloseDays = table.Column<int>(type: "int", nullable: false),
                    ReopenDays = table.Column<int>(type: "int", nullable: false),
                    WarnAtPercent = table.Column<int>(type: "int", nullable: false),
                    LeaderAtPercent = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Profiles", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "SupportingAgencies",
                columns: table => new
                {
                    ComplaintId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AgencyCode = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Since = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupportingAgencies", x => new { x.ComplaintId, x.AgencyCode });
                    table.ForeignKey(
                        name: "FK_SupportingAgencies_Complaints_ComplaintId",
                        column: x => x.ComplaintId,
                        principalTable: "Complaints",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            // What the categories said so far is their first rule, and each complaint keeps the limit that it had.
            migrationBuilder.Sql("""
                INSERT INTO [CategoryRules] ([CategoryCode], [EffectiveFrom], [AgencyCodes], [Clock], [ClockMinutes], [LocalTarget], [MobileUnit], [PhotoOnClosing], [ForcesSecret])
                SELECT [Code], '2020-01-01', [AgencyCodes],
                    CASE WHEN [ClockMinutes] IS NOT NULL THEN 'Emergency' WHEN [ClockWorkingDays] = 60 THEN 'Misconduct' WHEN [ClockWorkingDays] = 5 THEN 'Information' ELSE 'Ordinary' END,
                    [ClockMinutes], [LocalTarget], [MobileUnit], [PhotoOnClosing], [ForcesSecret] FROM [Categories];
                UPDATE [Categories] SET [Kind] = CASE [Code] WHEN 'INFO' THEN 'InformationRequest' WHEN 'ASPIRASI' THEN 'Aspiration' ELSE 'Complaint' END;
                UPDATE [Categories] SET [PublicDetail] = 'Everything' WHERE [Code] NOT IN ('EM-MEDIS', 'EM-LAKA', 'SOS', 'BANSOS', 'ADMINDUK', 'PUSKESMAS', 'ANTAR', 'SEKOLAH', 'PUNGLI', 'INFO');
                UPDATE [Complaints] SET
                    [Limits_ForwardWarnAt] = [ExpectedBy], [Limits_ForwardBy] = [ExpectedBy], [Limits_FollowUpWarnAt] = [ExpectedBy], [Limits_FollowUpBy] = [ExpectedBy],
                    [Limits_FinishWarnAt] = [ExpectedBy], [Limits_FinishBy] = [ExpectedBy], [Limits_LeaderAt] = [ExpectedBy], [ChangedAt] = [ReceivedAt],
                    [ForwardedAt] = CASE WHEN [Status] IN ('Received', 'Verified') THEN NULL ELSE [ReceivedAt] END,
                    [FollowedUpAt] = CASE WHEN [Status] IN ('InProgress', 'Resolved') THEN [ReceivedAt] END,
                    [ResolvedAt] = CASE WHEN [Status] = 'Resolved' THEN COALESCE([WordsUnneededSince], [ReceivedAt]) END,
                    [DueAt] = CASE WHEN [Status] <> 'Resolved' THEN [ExpectedBy] END,
                    [NextCheckAt] = CASE WHEN [Status] <> 'Resolved' THEN [ExpectedBy] END,
                    [IsEmergency] = CASE WHEN EXISTS (SELECT 1 FROM [Categories] WHERE [Code] = [CategoryCode] AND [ClockMinutes] IS NOT NULL) THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END,
                    [IsMisconduct] = CASE WHEN EXISTS (SELECT 1 FROM [Categories] WHERE [Code] = [CategoryCode] AND [ForcesSecret] = CAST(1 AS bit)) THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END,
                    [Kind] = CASE [CategoryCode] WHEN 'INFO' THEN 'InformationRequest' WHEN 'ASPIRASI' THEN 'Aspiration' ELSE 'Complaint' END;
                """);

            migrationBuilder.DropColumn(
                name: "AgencyCodes",
                table: "Categories");

            migrationBuilder.DropColumn(
                name: "ClockMinutes",
                table: "Categories");

            migrationBuilder.DropColumn(
                name: "ClockWorkingDays",
                table: "Categories");

            migrationBuilder.DropColumn(
                name: "ForcesSecret",
                table: "Categories");

            migrationBuilder.DropColumn(
                name: "LocalTarget",
                table: "Categories");

            migrationBuilder.DropColumn(
                name: "PhotoOnClosing",
                table: "Categories");

            migrationBuilder.DropColumn(
                name: "MobileUnit",
                table: "Categories");

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_AgencyCode_DueAt_Id",
                table: "Complaints",
                columns: new[] { "AgencyCode", "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_CategoryCode_Cell_ReceivedAt",
                table: "Complaints",
                columns: new[] { "CategoryCode", "Cell", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_DueAt_Id",
                table: "Complaints",
                columns: new[] { "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_MasterId",
                table: "Complaints",
                column: "MasterId");

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_NextCheckAt",
                table: "Complaints",
                column: "NextCheckAt");

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_Status_EndedAt",
                table: "Complaints",
                columns: new[] { "Status", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_VillageCode_Status_ReceivedAt",
                table: "Complaints",
                columns: new[] { "VillageCode", "Status", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_HandOffs_ComplaintId",
                table: "HandOffs",
                column: "ComplaintId");

            migrationBuilder.CreateIndex(
                name: "IX_SupportingAgencies_AgencyCode",
                table: "SupportingAgencies",
                column: "AgencyCode");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HandOffs");

            migrationBuilder.DropTable(
                name: "Profiles");

            migrationBuilder.DropTable(
                name: "SupportingAgencies");

            migrationBuilder.DropIndex(
                name: "IX_Complaints_AgencyCode_DueAt_Id",
                table: "Complaints");

            migrationBuilder.DropIndex(
                name: "IX_Complaints_CategoryCode_Cell_ReceivedAt",
                table: "Complaints");

            migrationBuilder.DropIndex(
                name: "IX_Complaints_DueAt_Id",
                table: "Complaints");

            migrationBuilder.DropIndex(
                name: "IX_Complaints_MasterId",
                table: "Complaints");

            migrationBuilder.DropIndex(
                name: "IX_Complaints_NextCheckAt",
                table: "Complaints");

            migrationBuilder.DropIndex(
                name: "IX_Complaints_Status_EndedAt",
                table: "Complaints");

            migrationBuilder.DropIndex(
                name: "IX_Complaints_VillageCode_Status_ReceivedAt",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Audience",
                table: "Timeline");

            migrationBuilder.DropColumn(
                name: "AlarmAt",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "AskedAt",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Attributes",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "AutoCloseAt",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Cell",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "ChangedAt",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Channel",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "DueAt",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "EndedAt",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Escalation",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "FollowedUpAt",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "ForwardedAt",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "HasOpenHandOff",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "IsEmergency",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "IsMisconduct",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Limits_FinishBy",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Limits_FinishWarnAt",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Limits_FollowUpBy",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Limits_FollowUpWarnAt",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Limits_ForwardBy",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Limits_ForwardWarnAt",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Limits_LeaderAt",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Limits_LocalTargetBy",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "MasterId",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "NextCheckAt",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "OutsideParty",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "OutsideTicket",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "PostponedUntil",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "ProfileCode",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Rating",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "ReopenUntil",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "ResolvedAt",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "StatusBeforeMerge",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "TakenBy",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "WasReopened",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Attributes",
                table: "Categories");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Categories");

            migrationBuilder.RenameColumn(
                name: "VillageCode",
                table: "Complaints",
                newName: "Place_VillageCode");

            migrationBuilder.RenameColumn(
                name: "PublicDetail",
                table: "Categories",
                newName: "MobileUnit");

            migrationBuilder.AddColumn<string>(
                name: "AgencyCodes",
                table: "Categories",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<int>(
                name: "ClockMinutes",
                table: "Categories",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ClockWorkingDays",
                table: "Categories",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "ForcesSecret",
                table: "Categories",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "LocalTarget",
                table: "Categories",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<bool>(
                name: "PhotoOnClosing",
                table: "Categories",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql("""
                UPDATE [Categories] SET
                    [AgencyCodes] = (SELECT [AgencyCodes] FROM [CategoryRules] WHERE [CategoryCode] = [Code] AND [EffectiveFrom] = (SELECT MIN([EffectiveFrom]) FROM [CategoryRules] WHERE [CategoryCode] = [Code])),
                    [ClockMinutes] = (SELECT [ClockMinutes] FROM [CategoryRules] WHERE [CategoryCode] = [Code] AND [EffectiveFrom] = (SELECT MIN([EffectiveFrom]) FROM [CategoryRules] WHERE [CategoryCode] = [Code])),
                    [ClockWorkingDays] = (SELECT CASE [Clock] WHEN 'Misconduct' THEN 60 WHEN 'Information' THEN 5 WHEN 'Ordinary' THEN 14 END FROM [CategoryRules] WHERE [CategoryCode] = [Code] AND [EffectiveFrom] = (SELECT MIN([EffectiveFrom]) FROM [CategoryRules] WHERE [CategoryCode] = [Code])),
                    [LocalTarget] = (SELECT [LocalTarget] FROM [CategoryRules] WHERE [CategoryCode] = [Code] AND [EffectiveFrom] = (SELECT MIN([EffectiveFrom]) FROM [CategoryRules] WHERE [CategoryCode] = [Code])),
                    [MobileUnit] = (SELECT [MobileUnit] FROM [CategoryRules] WHERE [CategoryCode] = [Code] AND [EffectiveFrom] = (SELECT MIN([EffectiveFrom]) FROM [CategoryRules] WHERE [CategoryCode] = [Code])),
                    [PhotoOnClosing] = (SELECT [PhotoOnClosing] FROM [CategoryRules] WHERE [CategoryCode] = [Code] AND [EffectiveFrom] = (SELECT MIN([EffectiveFrom]) FROM [CategoryRules] WHERE [CategoryCode] = [Code])),
                    [ForcesSecret] = (SELECT [ForcesSecret] FROM [CategoryRules] WHERE [CategoryCode] = [Code] AND [EffectiveFrom] = (SELECT MIN([EffectiveFrom]) FROM [CategoryRules] WHERE [CategoryCode] = [Code]));
                """);

            migrationBuilder.DropTable(
                name: "CategoryRules");

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_Place_VillageCode_Status_ReceivedAt",
                table: "Complaints",
                columns: new[] { "Place_VillageCode", "Status", "ReceivedAt" });
        }
    }
}
