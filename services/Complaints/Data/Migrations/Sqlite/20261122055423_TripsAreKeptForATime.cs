using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Complaints.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TripsAreKeptForATime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "TripUnneededSince",
                table: "Complaints",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Trip_NeedsWheelchair",
                table: "Complaints",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Trip_Passengers",
                table: "Complaints",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Trip_Purpose",
                table: "Complaints",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_TripUnneededSince",
                table: "Complaints",
                column: "TripUnneededSince");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Complaints_TripUnneededSince",
                table: "Complaints");

            // By hand: DropColumn would build the table anew from the model, which does not know the index of ComplaintsAreFoundByVillage.
            migrationBuilder.Sql("""ALTER TABLE "Complaints" DROP COLUMN "TripUnneededSince";""");
            migrationBuilder.Sql("""ALTER TABLE "Complaints" DROP COLUMN "Trip_NeedsWheelchair";""");
            migrationBuilder.Sql("""ALTER TABLE "Complaints" DROP COLUMN "Trip_Passengers";""");
            migrationBuilder.Sql("""ALTER TABLE "Complaints" DROP COLUMN "Trip_Purpose";""");
        }
    }
}
