using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Complaints.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class IdentityIsWatched : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "IdentityViews",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ComplaintId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Viewer = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    AgencyCode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdentityViews", x => x.Sequence);
                    table.ForeignKey(
                        name: "FK_IdentityViews_Complaints_ComplaintId",
                        column: x => x.ComplaintId,
                        principalTable: "Complaints",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_TakenBy_ReceivedAt_Id",
                table: "Complaints",
                columns: new[] { "TakenBy", "ReceivedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_IdentityViews_ComplaintId",
                table: "IdentityViews",
                column: "ComplaintId");

            migrationBuilder.CreateIndex(
                name: "IX_IdentityViews_Viewer_Sequence",
                table: "IdentityViews",
                columns: new[] { "Viewer", "Sequence" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "IdentityViews");

            migrationBuilder.DropIndex(
                name: "IX_Complaints_TakenBy_ReceivedAt_Id",
                table: "Complaints");
        }
    }
}
