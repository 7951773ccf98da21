using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Monitoring.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class FiguresAreFoundByVillage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "VillageCode",
                table: "Proposals",
                type: "character varying(13)",
                maxLength: 13,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "VillageCode",
                table: "Journeys",
                type: "character varying(13)",
                maxLength: 13,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "VillageCode",
                table: "Complaints",
                type: "character varying(13)",
                maxLength: 13,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Proposals_VillageCode",
                table: "Proposals",
                column: "VillageCode");

            migrationBuilder.CreateIndex(
                name: "IX_Journeys_VillageCode_MinutesToArrival",
                table: "Journeys",
                columns: new[] { "VillageCode", "MinutesToArrival" });

            migrationBuilder.CreateIndex(
                name: "IX_Journeys_VillageCode_State",
                table: "Journeys",
                columns: new[] { "VillageCode", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_VillageCode_Status",
                table: "Complaints",
                columns: new[] { "VillageCode", "Status" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Proposals_VillageCode",
                table: "Proposals");

            migrationBuilder.DropIndex(
                name: "IX_Journeys_VillageCode_MinutesToArrival",
                table: "Journeys");

            migrationBuilder.DropIndex(
                name: "IX_Journeys_VillageCode_State",
                table: "Journeys");

            migrationBuilder.DropIndex(
                name: "IX_Complaints_VillageCode_Status",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "VillageCode",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "VillageCode",
                table: "Journeys");

            migrationBuilder.DropColumn(
                name: "VillageCode",
                table: "Complaints");
        }
    }
}
