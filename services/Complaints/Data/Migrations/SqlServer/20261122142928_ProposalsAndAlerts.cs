using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Complaints.Data.Migrations.SqlServer
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
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "ProposalStatus",
                table: "Complaints",
                type: "nvarchar(30)",
                maxLength: 30,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<int>(
                name: "ProposalVersion",
                table: "Complaints",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ProposedAt",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WorkNumber",
                table: "Complaints",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true,
                collation: "Latin1_General_100_BIN2");
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
