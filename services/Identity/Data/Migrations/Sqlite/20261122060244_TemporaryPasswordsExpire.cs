using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Identity.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TemporaryPasswordsExpire : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "PasswordExpiresAt",
                table: "Accounts",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "PasswordExpiresAt",
                table: "Accounts");
        }
    }
}
