using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Proposals.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ContactsAreKeptForATime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ContactKeptSince",
                table: "Proposals",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Proposals_ContactKeptSince",
                table: "Proposals",
                column: "ContactKeptSince");

            // Contacts from before there was a retention: their time counts from the submission, too.
            migrationBuilder.Sql("UPDATE [Proposals] SET [ContactKeptSince] = [SubmittedAt] WHERE [ProtectedProposer] IS NOT NULL;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Proposals_ContactKeptSince",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "ContactKeptSince",
                table: "Proposals");
        }
    }
}
