using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Identity.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class LocksByAddress : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Made anew: it holds a quarter of an hour, and SQLite changes a primary key only outside of a transaction.
            migrationBuilder.DropTable(name: "FailedSignIns");

            migrationBuilder.CreateTable(
                name: "FailedSignIns",
                columns: table => new
                {
                    NormalizedUserName = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Network = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Count = table.Column<int>(type: "int", nullable: false),
                    Total = table.Column<int>(type: "int", nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    LastAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    LockedUntil = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table => table.PrimaryKey("PK_FailedSignIns", x => new { x.NormalizedUserName, x.Network }));

            migrationBuilder.CreateIndex(name: "IX_FailedSignIns_LastAt", table: "FailedSignIns", column: "LastAt");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "CodesLockedUntil",
                table: "SecondFactors",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "WrongCodes",
                table: "SecondFactors",
                type: "int",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "FailedSignIns");

            migrationBuilder.CreateTable(
                name: "FailedSignIns",
                columns: table => new
                {
                    NormalizedUserName = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Count = table.Column<int>(type: "int", nullable: false),
                    Total = table.Column<int>(type: "int", nullable: false),
                    LastAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    LockedUntil = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table => table.PrimaryKey("PK_FailedSignIns", x => x.NormalizedUserName));

            migrationBuilder.CreateIndex(name: "IX_FailedSignIns_LastAt", table: "FailedSignIns", column: "LastAt");

            migrationBuilder.DropColumn(
                name: "CodesLockedUntil",
                table: "SecondFactors");

            migrationBuilder.DropColumn(
                name: "WrongCodes",
                table: "SecondFactors");
        }
    }
}
