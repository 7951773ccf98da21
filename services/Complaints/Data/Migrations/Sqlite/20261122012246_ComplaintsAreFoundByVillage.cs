using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Complaints.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ComplaintsAreFoundByVillage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // By hand: EF Core 10 has no indexes on members of complex properties.
            migrationBuilder.CreateIndex(
                name: "IX_Complaints_Place_VillageCode_Status_ReceivedAt",
                table: "Complaints",
                columns: new[] { "Place_VillageCode", "Status", "ReceivedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // CaseWork builds the table anew on its way down, without this index.
            migrationBuilder.Sql("""DROP INDEX IF EXISTS "IX_Complaints_Place_VillageCode_Status_ReceivedAt";""");
        }
    }
}
