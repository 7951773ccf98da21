using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.MobileUnits.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class BookingsHaveAnOrdinal : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Bookings_PhoneHash",
                table: "Bookings");

            migrationBuilder.AddColumn<int>(
                name: "Ordinal",
                table: "Bookings",
                type: "int",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_CrewReports_ReceivedAt",
                table: "CrewReports",
                column: "ReceivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_PhoneHash_Ordinal",
                table: "Bookings",
                columns: new[] { "PhoneHash", "Ordinal" },
                unique: true,
                filter: "[PhoneHash] IS NOT NULL AND [Ordinal] IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CrewReports_ReceivedAt",
                table: "CrewReports");

            migrationBuilder.DropIndex(
                name: "IX_Bookings_PhoneHash_Ordinal",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "Ordinal",
                table: "Bookings");

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_PhoneHash",
                table: "Bookings",
                column: "PhoneHash");
        }
    }
}
