using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.MobileUnits.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class RequestsAndUnitsAreFoundByPlace : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Units_BaseCode",
                table: "Units",
                column: "BaseCode");

            migrationBuilder.CreateIndex(
                name: "IX_Requests_VillageCode_Status_WaitingSince",
                table: "Requests",
                columns: new[] { "VillageCode", "Status", "WaitingSince" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Units_BaseCode",
                table: "Units");

            migrationBuilder.DropIndex(
                name: "IX_Requests_VillageCode_Status_WaitingSince",
                table: "Requests");
        }
    }
}
