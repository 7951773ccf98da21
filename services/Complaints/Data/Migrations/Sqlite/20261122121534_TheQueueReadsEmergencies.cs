using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Complaints.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TheQueueReadsEmergencies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Complaints_IsEmergency_Status_ReceivedAt_Id",
                table: "Complaints",
                columns: new[] { "IsEmergency", "Status", "ReceivedAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Complaints_IsEmergency_Status_ReceivedAt_Id",
                table: "Complaints");
        }
    }
}
