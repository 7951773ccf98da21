using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Identity.Data.Migrations.PostgreSql
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
                    NormalizedUserName = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Network = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    Total = table.Column<int>(type: "integer", nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LockedUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table => table.PrimaryKey("PK_FailedSignIns", x => new { x.NormalizedUserName, x.Network }));

            migrationBuilder.CreateIndex(name: "IX_FailedSignIns_LastAt", table: "FailedSignIns", column: "LastAt");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "CodesLockedUntil",
                table: "SecondFactors",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "WrongCodes",
                table: "SecondFactors",
                type: "integer",
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
                    NormalizedUserName = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    Total = table.Column<int>(type: "integer", nullable: false),
                    LastAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LockedUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
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
