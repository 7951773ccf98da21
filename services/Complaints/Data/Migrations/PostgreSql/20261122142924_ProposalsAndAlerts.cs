using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Complaints.Data.Migrations.PostgreSql
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
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProposalStatus",
                table: "Complaints",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ProposalVersion",
                table: "Complaints",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ProposedAt",
                table: "Complaints",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WorkNumber",
                table: "Complaints",
                type: "character varying(40)",
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
