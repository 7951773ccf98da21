using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Complaints.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MapReadsItsIndexAlone : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Complaints_ReceivedAt_Visibility_Status_CategoryCode_Cell",
                table: "Complaints");

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_ReceivedAt_Visibility_Status_CategoryCode_Cell_ResolvedAt",
                table: "Complaints",
                columns: new[] { "ReceivedAt", "Visibility", "Status", "CategoryCode", "Cell", "ResolvedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Complaints_ReceivedAt_Visibility_Status_CategoryCode_Cell_ResolvedAt",
                table: "Complaints");

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_ReceivedAt_Visibility_Status_CategoryCode_Cell",
                table: "Complaints",
                columns: new[] { "ReceivedAt", "Visibility", "Status", "CategoryCode", "Cell" });
        }
    }
}
