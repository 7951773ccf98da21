using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Complaints.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ErasureAndRetention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ContactUnneededSince",
                table: "Complaints",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ErasureRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ComplaintId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    DecisionReason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErasureRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ErasureRequests_Complaints_ComplaintId",
                        column: x => x.ComplaintId,
                        principalTable: "Complaints",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_ContactUnneededSince",
                table: "Complaints",
                column: "ContactUnneededSince");

            // Contacts of complaints that were resolved before there was a retention: their time counts from then.
            migrationBuilder.Sql(
                """UPDATE "Complaints" SET "ContactUnneededSince" = (SELECT MAX("At") FROM "Timeline" WHERE "Timeline"."ComplaintId" = "Complaints"."Id" AND "Timeline"."Code" = 'Resolved') WHERE "Status" = 'Resolved' AND "ProtectedReporter" IS NOT NULL;""");

            migrationBuilder.CreateIndex(
                name: "IX_ErasureRequests_ComplaintId",
                table: "ErasureRequests",
                column: "ComplaintId");

            migrationBuilder.CreateIndex(
                name: "IX_ErasureRequests_State_DueAt_Id",
                table: "ErasureRequests",
                columns: new[] { "State", "DueAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ErasureRequests");

            migrationBuilder.DropIndex(
                name: "IX_Complaints_ContactUnneededSince",
                table: "Complaints");

            // By hand: DropColumn would build the table anew from the model, which does not know the index of ComplaintsAreFoundByVillage.
            migrationBuilder.Sql("""ALTER TABLE "Complaints" DROP COLUMN "ContactUnneededSince";""");
        }
    }
}
