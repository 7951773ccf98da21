using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Complaints.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ProposalsAndAlerts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ProposalNumber",
                table: "Complaints",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProposalStatus",
                table: "Complaints",
                type: "TEXT",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ProposalVersion",
                table: "Complaints",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "ProposedAt",
                table: "Complaints",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WorkNumber",
                table: "Complaints",
                type: "TEXT",
                maxLength: 40,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ProposalNumber",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "ProposalStatus",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "ProposalVersion",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "ProposedAt",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "WorkNumber",
                table: "Complaints");
        }
    }
}
