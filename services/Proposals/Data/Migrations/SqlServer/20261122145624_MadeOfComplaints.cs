using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Proposals.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class MadeOfComplaints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Affected",
                table: "Proposals",
                type: "int",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<Guid>(
                name: "ComplaintId",
                table: "Proposals",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ComplaintNumber",
                table: "Proposals",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.CreateIndex(
                name: "IX_Proposals_ComplaintId",
                table: "Proposals",
                column: "ComplaintId",
                unique: true,
                filter: "[ComplaintId] IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Proposals_ComplaintId",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "Affected",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "ComplaintId",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "ComplaintNumber",
                table: "Proposals");
        }
    }
}
