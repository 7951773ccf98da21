using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Complaints.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class MapsAndDuplicatesReadIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Complaints_CategoryCode_VillageCode_ReceivedAt",
                table: "Complaints",
                columns: new[] { "CategoryCode", "VillageCode", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_ReceivedAt_Visibility_Status_CategoryCode_Cell",
                table: "Complaints",
                columns: new[] { "ReceivedAt", "Visibility", "Status", "CategoryCode", "Cell" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Complaints_CategoryCode_VillageCode_ReceivedAt",
                table: "Complaints");

            migrationBuilder.DropIndex(
                name: "IX_Complaints_ReceivedAt_Visibility_Status_CategoryCode_Cell",
                table: "Complaints");
        }
    }
}
