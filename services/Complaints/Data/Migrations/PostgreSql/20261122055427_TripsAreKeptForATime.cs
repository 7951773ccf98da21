using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Complaints.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class TripsAreKeptForATime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "TripUnneededSince",
                table: "Complaints",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Trip_NeedsWheelchair",
                table: "Complaints",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Trip_Passengers",
                table: "Complaints",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Trip_Purpose",
                table: "Complaints",
                type: "character varying(20)",
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

            migrationBuilder.DropColumn(
                name: "TripUnneededSince",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Trip_NeedsWheelchair",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Trip_Passengers",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "Trip_Purpose",
                table: "Complaints");
        }
    }
}
