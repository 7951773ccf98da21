using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.MobileUnits.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class TripsAreBookedAndShared : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Requests_Status_WaitingSince_Id",
                table: "Requests");

            migrationBuilder.DropIndex(
                name: "IX_Requests_VillageCode_Status_WaitingSince",
                table: "Requests");

            migrationBuilder.DropIndex(
                name: "IX_Journeys_UnitId_AssignedAt",
                table: "Journeys");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ConsentedAt",
                table: "Units",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ConsentBy",
                table: "Units",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "DeviceId",
                table: "Units",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<DateOnly>(
                name: "HandedOverOn",
                table: "Units",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OdometerKilometres",
                table: "Units",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OwnerVillageCode",
                table: "Units",
                type: "nvarchar(13)",
                maxLength: 13,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<DateOnly>(
                name: "RetiredOn",
                table: "Units",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ScheduleVersion",
                table: "Units",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ServiceDueOn",
                table: "Units",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "TaxDueOn",
                table: "Units",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ArriveBy",
                table: "Requests",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ArrivedAt",
                table: "Requests",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "BookingId",
                table: "Requests",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ChangedAt",
                table: "Requests",
                type: "datetimeoffset",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<double>(
                name: "DropOffLatitude",
                table: "Requests",
                type: "float",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "DropOffLongitude",
                table: "Requests",
                type: "float",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DropOffName",
                table: "Requests",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<int>(
                name: "DropOffOrder",
                table: "Requests",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DropOffVillageCode",
                table: "Requests",
                type: "nvarchar(13)",
                maxLength: 13,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "DueAt",
                table: "Requests",
                type: "datetimeoffset",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "EndedAt",
                table: "Requests",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Failures",
                table: "Requests",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsVisit",
                table: "Requests",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "JourneyId",
                table: "Requests",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "PickUpFrom",
                table: "Requests",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PickUpName",
                table: "Requests",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<int>(
                name: "PickUpOrder",
                table: "Requests",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "PickUpUntil",
                table: "Requests",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PickUpVillageCode",
                table: "Requests",
                type: "nvarchar(13)",
                maxLength: 13,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "PickedUpAt",
                table: "Requests",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "PlannedDropOffAt",
                table: "Requests",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "PlannedPickUpAt",
                table: "Requests",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RemindAt",
                table: "Requests",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ReturnOfId",
                table: "Requests",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WaitsBecause",
                table: "Requests",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ChangedAt",
                table: "Journeys",
                type: "datetimeoffset",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "DepartedAt",
                table: "Journeys",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DrivenBy",
                table: "Journeys",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "EndedAt",
                table: "Journeys",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OdometerEnd",
                table: "Journeys",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OdometerStart",
                table: "Journeys",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PassengersBrought",
                table: "Journeys",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<double>(
                name: "PlannedKilometres",
                table: "Journeys",
                type: "float",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SlotFrom",
                table: "Journeys",
                type: "datetimeoffset",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SlotUntil",
                table: "Journeys",
                type: "datetimeoffset",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.CreateTable(
                name: "Bookings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PhoneHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: true),
                    ProtectedContact = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    ProtectedNote = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    BookedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    VillageCode = table.Column<string>(type: "nvarchar(13)", maxLength: 13, nullable: false, collation: "Latin1_General_100_BIN2"),
                    BookedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Bookings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CrewReports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    JourneyId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Step = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Crew = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CrewReports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Destinations",
                columns: table => new
                {
                    Code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    VillageCode = table.Column<string>(type: "nvarchar(13)", maxLength: 13, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Latitude = table.Column<double>(type: "float", nullable: true),
                    Longitude = table.Column<double>(type: "float", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Destinations", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "IntakeKeys",
                columns: table => new
                {
                    KeyHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    RequestHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    ProtectedAnswer = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IntakeKeys", x => x.KeyHash);
                });

            migrationBuilder.CreateTable(
                name: "PhoneKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    ProtectedKey = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PhoneKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Rules",
                columns: table => new
                {
                    Code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EffectiveFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    LegalBasis = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    MostDaysAhead = table.Column<int>(type: "int", nullable: false),
                    MostRepeatDays = table.Column<int>(type: "int", nullable: false),
                    LeastMinutesAhead = table.Column<int>(type: "int", nullable: false),
                    MostTripsInSevenDays = table.Column<int>(type: "int", nullable: false),
                    RemindMinutesBefore = table.Column<int>(type: "int", nullable: false),
                    StaleAfterMinutes = table.Column<int>(type: "int", nullable: false),
                    MostWorkMinutes = table.Column<int>(type: "int", nullable: false),
                    MostDrivingMinutes = table.Column<int>(type: "int", nullable: false),
                    StopMinutes = table.Column<int>(type: "int", nullable: false),
                    VisitMinutes = table.Column<int>(type: "int", nullable: false),
                    MostDetourMinutes = table.Column<int>(type: "int", nullable: false),
                    UnmannedAfterMinutes = table.Column<int>(type: "int", nullable: false),
                    TargetUnitsPerVillage = table.Column<int>(type: "int", nullable: false),
                    TargetYear = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Rules", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "Tracks",
                columns: table => new
                {
                    UnitId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Latitude = table.Column<double>(type: "float", nullable: false),
                    Longitude = table.Column<double>(type: "float", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    SpeedKilometresPerHour = table.Column<double>(type: "float", nullable: true),
                    Bearing = table.Column<double>(type: "float", nullable: true),
                    AccuracyMetres = table.Column<double>(type: "float", nullable: true),
                    Battery = table.Column<double>(type: "float", nullable: true),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tracks", x => x.UnitId);
                    table.ForeignKey(
                        name: "FK_Tracks_Units_UnitId",
                        column: x => x.UnitId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TripEntry",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    RequestId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Status = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Actor = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TripEntry", x => x.Sequence);
                    table.ForeignKey(
                        name: "FK_TripEntry_Requests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "Requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UnitBlock",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UnitId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    From = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SetBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnitBlock", x => x.Id);
                    table.ForeignKey(
                        name: "FK_UnitBlock_Units_UnitId",
                        column: x => x.UnitId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UnitShift",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UnitId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Day = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    From = table.Column<TimeOnly>(type: "time", nullable: false),
                    Until = table.Column<TimeOnly>(type: "time", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnitShift", x => x.Id);
                    table.ForeignKey(
                        name: "FK_UnitShift_Units_UnitId",
                        column: x => x.UnitId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UnmetDemand",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VillageCode = table.Column<string>(type: "nvarchar(13)", maxLength: 13, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Reason = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Passengers = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    OnceKey = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnmetDemand", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PurposeRule",
                columns: table => new
                {
                    RulesCode = table.Column<string>(type: "nvarchar(20)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    Code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Indonesian = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    English = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IsAllowed = table.Column<bool>(type: "bit", nullable: false),
                    Approval = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Order = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PurposeRule", x => new { x.RulesCode, x.Code });
                    table.ForeignKey(
                        name: "FK_PurposeRule_Rules_RulesCode",
                        column: x => x.RulesCode,
                        principalTable: "Rules",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Units_DeviceId",
                table: "Units",
                column: "DeviceId",
                unique: true,
                filter: "[DeviceId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Requests_BookingId",
                table: "Requests",
                column: "BookingId");

            migrationBuilder.CreateIndex(
                name: "IX_Requests_ChangedAt",
                table: "Requests",
                column: "ChangedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Requests_JourneyId",
                table: "Requests",
                column: "JourneyId");

            migrationBuilder.CreateIndex(
                name: "IX_Requests_RemindAt",
                table: "Requests",
                column: "RemindAt");

            migrationBuilder.CreateIndex(
                name: "IX_Requests_Status_DueAt_Id",
                table: "Requests",
                columns: new[] { "Status", "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Requests_VillageCode_Status_DueAt",
                table: "Requests",
                columns: new[] { "VillageCode", "Status", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Journeys_ChangedAt",
                table: "Journeys",
                column: "ChangedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Journeys_EndedAt_UnitId",
                table: "Journeys",
                columns: new[] { "EndedAt", "UnitId" });

            migrationBuilder.CreateIndex(
                name: "IX_Journeys_UnitId_SlotFrom",
                table: "Journeys",
                columns: new[] { "UnitId", "SlotFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_BookedBy_BookedAt",
                table: "Bookings",
                columns: new[] { "BookedBy", "BookedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_Number",
                table: "Bookings",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_PhoneHash",
                table: "Bookings",
                column: "PhoneHash");

            migrationBuilder.CreateIndex(
                name: "IX_CrewReports_JourneyId",
                table: "CrewReports",
                column: "JourneyId");

            migrationBuilder.CreateIndex(
                name: "IX_IntakeKeys_CreatedAt",
                table: "IntakeKeys",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Rules_EffectiveFrom",
                table: "Rules",
                column: "EffectiveFrom",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Tracks_ReceivedAt",
                table: "Tracks",
                column: "ReceivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_TripEntry_RequestId",
                table: "TripEntry",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_UnitBlock_UnitId_Until",
                table: "UnitBlock",
                columns: new[] { "UnitId", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_UnitShift_UnitId",
                table: "UnitShift",
                column: "UnitId");

            migrationBuilder.CreateIndex(
                name: "IX_UnmetDemand_At_VillageCode",
                table: "UnmetDemand",
                columns: new[] { "At", "VillageCode" });

            migrationBuilder.CreateIndex(
                name: "IX_UnmetDemand_OnceKey",
                table: "UnmetDemand",
                column: "OnceKey",
                unique: true,
                filter: "[OnceKey] IS NOT NULL");

            // What is known of units, visits and journeys goes on in the new columns before the old ones go.
            migrationBuilder.Sql(
                """
                INSERT INTO [UnitBlock] ([Id], [UnitId], [Kind], [From], [Until], [SetBy]) SELECT NEWID(), [Id], 'Workshop', DATEADD(minute, -43200, [OutOfServiceUntil]), [OutOfServiceUntil], 'system' FROM [Units] WHERE [OutOfServiceUntil] IS NOT NULL;
                """);

            migrationBuilder.Sql(
                """
                INSERT INTO [UnitBlock] ([Id], [UnitId], [Kind], [From], [Until], [SetBy]) SELECT NEWID(), [Id], 'OfficeUse', [OfficeUse_From], [OfficeUse_Until], 'system' FROM [Units] WHERE [OfficeUse_From] IS NOT NULL;
                """);

            migrationBuilder.Sql(
                """
                INSERT INTO [Tracks] ([UnitId], [Latitude], [Longitude], [At], [ReceivedAt]) SELECT [Id], [LastPosition_Latitude], [LastPosition_Longitude], [LastPosition_At], [LastPosition_At] FROM [Units] WHERE [LastPosition_At] IS NOT NULL;
                """);

            migrationBuilder.Sql(
                """
                UPDATE [Requests] SET [DueAt] = DATEADD(minute, 30, [WaitingSince]), [ChangedAt] = [WaitingSince], [IsVisit] = 1, [PickUpVillageCode] = [VillageCode], [Version] = [Version] + 10, [JourneyId] = (SELECT j.[Id] FROM [Journeys] j WHERE j.[RequestId] = [Requests].[Id]);
                """);

            migrationBuilder.Sql(
                """
                UPDATE [Requests] SET [PickUpOrder] = 1, [Status] = (SELECT j.[State] FROM [Journeys] j WHERE j.[Id] = [Requests].[JourneyId]) WHERE [JourneyId] IS NOT NULL;
                """);

            migrationBuilder.Sql(
                """
                UPDATE [Requests] SET [EndedAt] = COALESCE([DetailsUnneededSince], [WaitingSince]), [PickedUpAt] = COALESCE([DetailsUnneededSince], [WaitingSince]) WHERE [Status] = 'Completed';
                """);

            migrationBuilder.Sql(
                """
                UPDATE [Journeys] SET [ChangedAt] = [AssignedAt], [SlotFrom] = [AssignedAt], [SlotUntil] = DATEADD(minute, 60, [AssignedAt]);
                """);

            migrationBuilder.Sql(
                """
                UPDATE [Journeys] SET [DepartedAt] = [AssignedAt] WHERE [State] IN ('EnRoute', 'Arrived', 'Completed');
                """);

            migrationBuilder.Sql(
                """
                UPDATE [Journeys] SET [EndedAt] = (SELECT r.[EndedAt] FROM [Requests] r WHERE r.[JourneyId] = [Journeys].[Id]) WHERE [State] = 'Completed';
                """);

            migrationBuilder.Sql(
                """
                UPDATE [Journeys] SET [OccupiesUnitId] = NULL WHERE [State] IN ('Assigned', 'Accepted');
                """);

            migrationBuilder.DropForeignKey(
                name: "FK_Journeys_Requests_RequestId",
                table: "Journeys");

            migrationBuilder.DropIndex(
                name: "IX_Journeys_RequestId",
                table: "Journeys");

            migrationBuilder.AlterColumn<Guid>(
                name: "ComplaintId",
                table: "Requests",
                type: "uniqueidentifier",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uniqueidentifier");

            migrationBuilder.DropColumn(
                name: "LastPosition_At",
                table: "Units");

            migrationBuilder.DropColumn(
                name: "LastPosition_Latitude",
                table: "Units");

            migrationBuilder.DropColumn(
                name: "LastPosition_Longitude",
                table: "Units");

            migrationBuilder.DropColumn(
                name: "OfficeUse_From",
                table: "Units");

            migrationBuilder.DropColumn(
                name: "OfficeUse_Until",
                table: "Units");

            migrationBuilder.DropColumn(
                name: "RequestId",
                table: "Journeys");

            migrationBuilder.DropColumn(
                name: "OutOfServiceUntil",
                table: "Units");

            migrationBuilder.AddForeignKey(
                name: "FK_Requests_Bookings_BookingId",
                table: "Requests",
                column: "BookingId",
                principalTable: "Bookings",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_Requests_Journeys_JourneyId",
                table: "Requests",
                column: "JourneyId",
                principalTable: "Journeys",
                principalColumn: "Id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Requests_Bookings_BookingId",
                table: "Requests");

            migrationBuilder.DropForeignKey(
                name: "FK_Requests_Journeys_JourneyId",
                table: "Requests");

            migrationBuilder.DropTable(
                name: "Bookings");

            migrationBuilder.DropTable(
                name: "CrewReports");

            migrationBuilder.DropTable(
                name: "Destinations");

            migrationBuilder.DropTable(
                name: "IntakeKeys");

            migrationBuilder.DropTable(
                name: "PhoneKeys");

            migrationBuilder.DropTable(
                name: "PurposeRule");

            migrationBuilder.DropTable(
                name: "Tracks");

            migrationBuilder.DropTable(
                name: "TripEntry");

            migrationBuilder.DropTable(
                name: "UnitBlock");

            migrationBuilder.DropTable(
                name: "UnitShift");

            migrationBuilder.DropTable(
                name: "UnmetDemand");

            migrationBuilder.DropTable(
                name: "Rules");

            migrationBuilder.DropIndex(
                name: "IX_Units_DeviceId",
                table: "Units");

            migrationBuilder.DropIndex(
                name: "IX_Requests_BookingId",
                table: "Requests");

            migrationBuilder.DropIndex(
                name: "IX_Requests_ChangedAt",
                table: "Requests");

            migrationBuilder.DropIndex(
                name: "IX_Requests_JourneyId",
                table: "Requests");

            migrationBuilder.DropIndex(
                name: "IX_Requests_RemindAt",
                table: "Requests");

            migrationBuilder.DropIndex(
                name: "IX_Requests_Status_DueAt_Id",
                table: "Requests");

            migrationBuilder.DropIndex(
                name: "IX_Requests_VillageCode_Status_DueAt",
                table: "Requests");

            migrationBuilder.DropIndex(
                name: "IX_Journeys_ChangedAt",
                table: "Journeys");

            migrationBuilder.DropIndex(
                name: "IX_Journeys_EndedAt_UnitId",
                table: "Journeys");

            migrationBuilder.DropIndex(
                name: "IX_Journeys_UnitId_SlotFrom",
                table: "Journeys");

            migrationBuilder.DropColumn(
                name: "ConsentBy",
                table: "Units");

            migrationBuilder.DropColumn(
                name: "DeviceId",
                table: "Units");

            migrationBuilder.DropColumn(
                name: "HandedOverOn",
                table: "Units");

            migrationBuilder.DropColumn(
                name: "OdometerKilometres",
                table: "Units");

            migrationBuilder.DropColumn(
                name: "OwnerVillageCode",
                table: "Units");

            migrationBuilder.DropColumn(
                name: "RetiredOn",
                table: "Units");

            migrationBuilder.DropColumn(
                name: "ScheduleVersion",
                table: "Units");

            migrationBuilder.DropColumn(
                name: "ServiceDueOn",
                table: "Units");

            migrationBuilder.DropColumn(
                name: "TaxDueOn",
                table: "Units");

            migrationBuilder.DropColumn(
                name: "ArriveBy",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "ArrivedAt",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "BookingId",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "ChangedAt",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "DropOffLatitude",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "DropOffLongitude",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "DropOffName",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "DropOffOrder",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "DropOffVillageCode",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "DueAt",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "EndedAt",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "Failures",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "IsVisit",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "JourneyId",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "PickUpFrom",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "PickUpName",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "PickUpOrder",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "PickUpUntil",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "PickUpVillageCode",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "PickedUpAt",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "PlannedDropOffAt",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "PlannedPickUpAt",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "RemindAt",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "ReturnOfId",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "WaitsBecause",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "ChangedAt",
                table: "Journeys");

            migrationBuilder.DropColumn(
                name: "DepartedAt",
                table: "Journeys");

            migrationBuilder.DropColumn(
                name: "DrivenBy",
                table: "Journeys");

            migrationBuilder.DropColumn(
                name: "EndedAt",
                table: "Journeys");

            migrationBuilder.DropColumn(
                name: "OdometerEnd",
                table: "Journeys");

            migrationBuilder.DropColumn(
                name: "OdometerStart",
                table: "Journeys");

            migrationBuilder.DropColumn(
                name: "PassengersBrought",
                table: "Journeys");

            migrationBuilder.DropColumn(
                name: "PlannedKilometres",
                table: "Journeys");

            migrationBuilder.DropColumn(
                name: "SlotFrom",
                table: "Journeys");

            migrationBuilder.DropColumn(
                name: "SlotUntil",
                table: "Journeys");

            migrationBuilder.RenameColumn(
                name: "ConsentedAt",
                table: "Units",
                newName: "OutOfServiceUntil");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "LastPosition_At",
                table: "Units",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "LastPosition_Latitude",
                table: "Units",
                type: "float",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "LastPosition_Longitude",
                table: "Units",
                type: "float",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "OfficeUse_From",
                table: "Units",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "OfficeUse_Until",
                table: "Units",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "ComplaintId",
                table: "Requests",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uniqueidentifier",
                oldNullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RequestId",
                table: "Journeys",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.CreateIndex(
                name: "IX_Requests_Status_WaitingSince_Id",
                table: "Requests",
                columns: new[] { "Status", "WaitingSince", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Requests_VillageCode_Status_WaitingSince",
                table: "Requests",
                columns: new[] { "VillageCode", "Status", "WaitingSince" });

            migrationBuilder.CreateIndex(
                name: "IX_Journeys_RequestId",
                table: "Journeys",
                column: "RequestId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Journeys_UnitId_AssignedAt",
                table: "Journeys",
                columns: new[] { "UnitId", "AssignedAt" });

            migrationBuilder.AddForeignKey(
                name: "FK_Journeys_Requests_RequestId",
                table: "Journeys",
                column: "RequestId",
                principalTable: "Requests",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
