using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.MobileUnits.Data.Migrations.Sqlite
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

            migrationBuilder.AddColumn<int>(
                name: "OdometerKilometres",
                table: "Units",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ConsentedAt",
                table: "Units",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ConsentBy",
                table: "Units",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DeviceId",
                table: "Units",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "HandedOverOn",
                table: "Units",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OwnerVillageCode",
                table: "Units",
                type: "TEXT",
                maxLength: 13,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RetiredOn",
                table: "Units",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ScheduleVersion",
                table: "Units",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ServiceDueOn",
                table: "Units",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "TaxDueOn",
                table: "Units",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ArriveBy",
                table: "Requests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ArrivedAt",
                table: "Requests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "BookingId",
                table: "Requests",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ChangedAt",
                table: "Requests",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<double>(
                name: "DropOffLatitude",
                table: "Requests",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "DropOffLongitude",
                table: "Requests",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DropOffName",
                table: "Requests",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "DropOffOrder",
                table: "Requests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DropOffVillageCode",
                table: "Requests",
                type: "TEXT",
                maxLength: 13,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DueAt",
                table: "Requests",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "EndedAt",
                table: "Requests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Failures",
                table: "Requests",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsVisit",
                table: "Requests",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "JourneyId",
                table: "Requests",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PickUpFrom",
                table: "Requests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PickUpName",
                table: "Requests",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PickUpOrder",
                table: "Requests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PickUpUntil",
                table: "Requests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PickUpVillageCode",
                table: "Requests",
                type: "TEXT",
                maxLength: 13,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PickedUpAt",
                table: "Requests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PlannedDropOffAt",
                table: "Requests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PlannedPickUpAt",
                table: "Requests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RemindAt",
                table: "Requests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ReturnOfId",
                table: "Requests",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WaitsBecause",
                table: "Requests",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ChangedAt",
                table: "Journeys",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "DepartedAt",
                table: "Journeys",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DrivenBy",
                table: "Journeys",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "EndedAt",
                table: "Journeys",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OdometerEnd",
                table: "Journeys",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OdometerStart",
                table: "Journeys",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PassengersBrought",
                table: "Journeys",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<double>(
                name: "PlannedKilometres",
                table: "Journeys",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<long>(
                name: "SlotFrom",
                table: "Journeys",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "SlotUntil",
                table: "Journeys",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "Bookings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    PhoneHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    ProtectedContact = table.Column<string>(type: "TEXT", nullable: true),
                    ProtectedNote = table.Column<string>(type: "TEXT", nullable: true),
                    BookedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    VillageCode = table.Column<string>(type: "TEXT", maxLength: 13, nullable: false),
                    BookedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Bookings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CrewReports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    JourneyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Crew = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CrewReports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Destinations",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    VillageCode = table.Column<string>(type: "TEXT", maxLength: 13, nullable: false),
                    Latitude = table.Column<double>(type: "REAL", nullable: true),
                    Longitude = table.Column<double>(type: "REAL", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Destinations", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "IntakeKeys",
                columns: table => new
                {
                    KeyHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    RequestHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    ProtectedAnswer = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IntakeKeys", x => x.KeyHash);
                });

            migrationBuilder.CreateTable(
                name: "PhoneKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    ProtectedKey = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PhoneKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Rules",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LegalBasis = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    MostDaysAhead = table.Column<int>(type: "INTEGER", nullable: false),
                    MostRepeatDays = table.Column<int>(type: "INTEGER", nullable: false),
                    LeastMinutesAhead = table.Column<int>(type: "INTEGER", nullable: false),
                    MostTripsInSevenDays = table.Column<int>(type: "INTEGER", nullable: false),
                    RemindMinutesBefore = table.Column<int>(type: "INTEGER", nullable: false),
                    StaleAfterMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    MostWorkMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    MostDrivingMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    StopMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    VisitMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    MostDetourMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    UnmannedAfterMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    TargetUnitsPerVillage = table.Column<int>(type: "INTEGER", nullable: false),
                    TargetYear = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Rules", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "Tracks",
                columns: table => new
                {
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Latitude = table.Column<double>(type: "REAL", nullable: false),
                    Longitude = table.Column<double>(type: "REAL", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    SpeedKilometresPerHour = table.Column<double>(type: "REAL", nullable: true),
                    Bearing = table.Column<double>(type: "REAL", nullable: true),
                    AccuracyMetres = table.Column<double>(type: "REAL", nullable: true),
                    Battery = table.Column<double>(type: "REAL", nullable: true),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false)
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
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Actor = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    SetBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UnitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    From = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<TimeOnly>(type: "TEXT", nullable: false)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    VillageCode = table.Column<string>(type: "TEXT", maxLength: 13, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Passengers = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    OnceKey = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnmetDemand", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PurposeRule",
                columns: table => new
                {
                    RulesCode = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Indonesian = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    English = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    IsAllowed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Approval = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false)
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
                unique: true);

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
                unique: true);

            // What is known of units, visits and journeys goes on in the new columns before the old ones go.
            migrationBuilder.Sql(
                """
                INSERT INTO "UnitBlock" ("Id", "UnitId", "Kind", "From", "Until", "SetBy")
                SELECT upper(substr(hex(randomblob(4)),1,8)||'-'||substr(hex(randomblob(2)),1,4)||'-4'||substr(hex(randomblob(2)),2,3)||'-A'||substr(hex(randomblob(2)),2,3)||'-'||hex(randomblob(6))), "Id", 'Workshop', "OutOfServiceUntil" + -25920000000000, "OutOfServiceUntil", 'system' FROM "Units" WHERE "OutOfServiceUntil" IS NOT NULL;
                """);

            migrationBuilder.Sql(
                """
                INSERT INTO "UnitBlock" ("Id", "UnitId", "Kind", "From", "Until", "SetBy")
                SELECT upper(substr(hex(randomblob(4)),1,8)||'-'||substr(hex(randomblob(2)),1,4)||'-4'||substr(hex(randomblob(2)),2,3)||'-A'||substr(hex(randomblob(2)),2,3)||'-'||hex(randomblob(6))), "Id", 'OfficeUse', "OfficeUse_From", "OfficeUse_Until", 'system' FROM "Units" WHERE "OfficeUse_From" IS NOT NULL;
                """);

            migrationBuilder.Sql(
                """
                INSERT INTO "Tracks" ("UnitId", "Latitude", "Longitude", "At", "ReceivedAt")
                SELECT "Id", "LastPosition_Latitude", "LastPosition_Longitude", "LastPosition_At", "LastPosition_At" FROM "Units" WHERE "LastPosition_At" IS NOT NULL;
                """);

            migrationBuilder.Sql(
                """
                UPDATE "Requests" SET "DueAt" = "WaitingSince" + 18000000000, "ChangedAt" = "WaitingSince", "IsVisit" = 1, "PickUpVillageCode" = "VillageCode",
                    "Version" = "Version" + 10, "JourneyId" = (SELECT j."Id" FROM "Journeys" j WHERE j."RequestId" = "Requests"."Id");
                """);

            migrationBuilder.Sql(
                """
                UPDATE "Requests" SET "PickUpOrder" = 1, "Status" = (SELECT j."State" FROM "Journeys" j WHERE j."Id" = "Requests"."JourneyId") WHERE "JourneyId" IS NOT NULL;
                """);

            migrationBuilder.Sql(
                """
                UPDATE "Requests" SET "EndedAt" = COALESCE("DetailsUnneededSince", "WaitingSince"), "PickedUpAt" = COALESCE("DetailsUnneededSince", "WaitingSince") WHERE "Status" = 'Completed';
                """);

            migrationBuilder.Sql(
                """
                UPDATE "Journeys" SET "ChangedAt" = "AssignedAt", "SlotFrom" = "AssignedAt", "SlotUntil" = "AssignedAt" + 36000000000;
                """);

            migrationBuilder.Sql(
                """
                UPDATE "Journeys" SET "DepartedAt" = "AssignedAt" WHERE "State" IN ('EnRoute', 'Arrived', 'Completed');
                """);

            migrationBuilder.Sql(
                """
                UPDATE "Journeys" SET "EndedAt" = (SELECT r."EndedAt" FROM "Requests" r WHERE r."JourneyId" = "Journeys"."Id") WHERE "State" = 'Completed';
                """);

            migrationBuilder.Sql(
                """
                UPDATE "Journeys" SET "OccupiesUnitId" = NULL WHERE "State" IN ('Assigned', 'Accepted');
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
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

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
                name: "RequestId",
                table: "Journeys");

            migrationBuilder.DropColumn(
                name: "OutOfServiceUntil",
                table: "Units");

            migrationBuilder.DropColumn(
                name: "OfficeUse_Until",
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
                name: "OdometerKilometres",
                table: "Units",
                newName: "OutOfServiceUntil");

            migrationBuilder.RenameColumn(
                name: "ConsentedAt",
                table: "Units",
                newName: "OfficeUse_Until");

            migrationBuilder.AddColumn<long>(
                name: "LastPosition_At",
                table: "Units",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "LastPosition_Latitude",
                table: "Units",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "LastPosition_Longitude",
                table: "Units",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OfficeUse_From",
                table: "Units",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "ComplaintId",
                table: "Requests",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RequestId",
                table: "Journeys",
                type: "TEXT",
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
