using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Complaints.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Open311AndTheQueue : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Open311Keys",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    KeyHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    Client = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Contact = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RequestsPerMinute = table.Column<int>(type: "int", nullable: false),
                    PrivacyNotice = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    IsDemo = table.Column<bool>(type: "bit", nullable: false),
                    IssuedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    IssuedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    RevokedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    RevokedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    LastUsedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Open311Keys", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Timeline_At_Sequence",
                table: "Timeline",
                columns: new[] { "At", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_CategoryCode_ReceivedAt_Id",
                table: "Complaints",
                columns: new[] { "CategoryCode", "ReceivedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_Cell_ReceivedAt",
                table: "Complaints",
                columns: new[] { "Cell", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Complaints_IsEmergency_Status_ReceivedAt_Id",
                table: "Complaints",
                columns: new[] { "IsEmergency", "Status", "ReceivedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Open311Keys_IssuedAt_Id",
                table: "Open311Keys",
                columns: new[] { "IssuedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Open311Keys_KeyHash",
                table: "Open311Keys",
                column: "KeyHash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Open311Keys");

            migrationBuilder.DropIndex(
                name: "IX_Timeline_At_Sequence",
                table: "Timeline");

            migrationBuilder.DropIndex(
                name: "IX_Complaints_CategoryCode_ReceivedAt_Id",
                table: "Complaints");

            migrationBuilder.DropIndex(
                name: "IX_Complaints_Cell_ReceivedAt",
                table: "Complaints");

            migrationBuilder.DropIndex(
                name: "IX_Complaints_IsEmergency_Status_ReceivedAt_Id",
                table: "Complaints");
        }
    }
}
