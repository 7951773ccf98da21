using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Complaints.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class WordsAreKeptForATime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "WordsUnneededSince",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_WordsUnneededSince",
                table: "Complaints",
                column: "WordsUnneededSince");

            // Complaints that were resolved before there was a retention: their time counts from then. The words are Complaint.ErasedWords.
            migrationBuilder.Sql(
                "UPDATE [Complaints] SET [WordsUnneededSince] = (SELECT MAX([At]) FROM [Timeline] WHERE [Timeline].[ComplaintId] = [Complaints].[Id] AND [Timeline].[Code] = 'Resolved') WHERE [Status] = 'Resolved' AND [Description] <> '(Dihapus atas permintaan pelapor.)';");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Complaints_WordsUnneededSince",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "WordsUnneededSince",
                table: "Complaints");
        }
    }
}
