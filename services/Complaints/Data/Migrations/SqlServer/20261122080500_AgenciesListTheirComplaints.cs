using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Complaints.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AgenciesListTheirComplaints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Complaints_AgencyCode_Status_ReceivedAt_Id",
                table: "Complaints",
                columns: new[] { "AgencyCode", "Status", "ReceivedAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Complaints_AgencyCode_Status_ReceivedAt_Id",
                table: "Complaints");
        }
    }
}
