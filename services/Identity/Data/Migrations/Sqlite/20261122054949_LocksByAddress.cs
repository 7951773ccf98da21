using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Identity.Data.Migrations.Sqlite
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
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Network = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LockedUntil = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table => table.PrimaryKey("PK_FailedSignIns", x => new { x.NormalizedUserName, x.Network }));

            migrationBuilder.CreateIndex(name: "IX_FailedSignIns_LastAt", table: "FailedSignIns", column: "LastAt");

            migrationBuilder.AddColumn<long>(
                name: "CodesLockedUntil",
                table: "SecondFactors",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "WrongCodes",
                table: "SecondFactors",
                type: "INTEGER",
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
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LockedUntil = table.Column<long>(type: "INTEGER", nullable: true)
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
