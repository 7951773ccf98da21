using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Complaints.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ErasureAndRetention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ContactUnneededSince",
                table: "Complaints",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ErasureRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ComplaintId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    RequestedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    State = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    DecidedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    DecisionReason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErasureRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ErasureRequests_Complaints_ComplaintId",
                        column: x => x.ComplaintId,
                        principalTable: "Complaints",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_ContactUnneededSince",
                table: "Complaints",
                column: "ContactUnneededSince");

            // Contacts of complaints that were resolved before there was a retention: their time counts from then.
            migrationBuilder.Sql(
                "UPDATE [Complaints] SET [ContactUnneededSince] = (SELECT MAX([At]) FROM [Timeline] WHERE [Timeline].[ComplaintId] = [Complaints].[Id] AND [Timeline].[Code] = 'Resolved') WHERE [Status] = 'Resolved' AND [ProtectedReporter] IS NOT NULL;");

            migrationBuilder.CreateIndex(
                name: "IX_ErasureRequests_ComplaintId",
                table: "ErasureRequests",
                column: "ComplaintId");

            migrationBuilder.CreateIndex(
                name: "IX_ErasureRequests_State_DueAt_Id",
                table: "ErasureRequests",
                columns: new[] { "State", "DueAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ErasureRequests");

            migrationBuilder.DropIndex(
                name: "IX_Complaints_ContactUnneededSince",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "ContactUnneededSince",
                table: "Complaints");
        }
    }
}
