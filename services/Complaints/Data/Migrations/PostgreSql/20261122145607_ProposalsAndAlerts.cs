using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.Complaints.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class ProposalsAndAlerts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ProposalNumber",
                table: "Complaints",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProposalStatus",
                table: "Complaints",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ProposalVersion",
                table: "Complaints",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ProposedAt",
                table: "Complaints",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WorkNumber",
                table: "Complaints",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AreaAlerts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Area = table.Column<string>(type: "character varying(13)", maxLength: 13, nullable: false),
                    AddressHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    ProtectedSubscriber = table.Column<string>(type: "text", nullable: false),
                    CodeHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    UnconfirmedSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ToldUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    NextDigestAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ConfirmationsSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Confirmations = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AreaAlerts", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AreaAlerts_AddressHash_Area",
                table: "AreaAlerts",
                columns: new[] { "AddressHash", "Area" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AreaAlerts_CodeHash",
                table: "AreaAlerts",
                column: "CodeHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AreaAlerts_NextDigestAt_Area",
                table: "AreaAlerts",
                columns: new[] { "NextDigestAt", "Area" });

            migrationBuilder.CreateIndex(
                name: "IX_AreaAlerts_UnconfirmedSince",
                table: "AreaAlerts",
                column: "UnconfirmedSince");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AreaAlerts");

            migrationBuilder.DropColumn(
                name: "ProposalNumber",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "ProposalStatus",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "ProposalVersion",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "ProposedAt",
                table: "Complaints");

            migrationBuilder.DropColumn(
                name: "WorkNumber",
                table: "Complaints");
        }
    }
}
