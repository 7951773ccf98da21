using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Complaints.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WordsAreKeptForATime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "WordsUnneededSince",
                table: "Complaints",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_WordsUnneededSince",
                table: "Complaints",
                column: "WordsUnneededSince");

            // Complaints that were resolved before there was a retention: their time counts from then. The words are Complaint.ErasedWords.
            migrationBuilder.Sql(
                """UPDATE "Complaints" SET "WordsUnneededSince" = (SELECT MAX("At") FROM "Timeline" WHERE "Timeline"."ComplaintId" = "Complaints"."Id" AND "Timeline"."Code" = 'Resolved') WHERE "Status" = 'Resolved' AND "Description" <> '(Dihapus atas permintaan pelapor.)';""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Complaints_WordsUnneededSince",
                table: "Complaints");

            // By hand: DropColumn would build the table anew from the model, which does not know the index of ComplaintsAreFoundByVillage.
            migrationBuilder.Sql("""ALTER TABLE "Complaints" DROP COLUMN "WordsUnneededSince";""");
        }
    }
}
