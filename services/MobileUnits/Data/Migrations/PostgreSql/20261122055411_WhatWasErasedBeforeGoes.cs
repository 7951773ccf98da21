using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanningPlatform.MobileUnits.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class WhatWasErasedBeforeGoes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // A migration of its own: SQLite lets columns become empty only at the end of the one before.
            // Complaints that were erased before trips were.
            migrationBuilder.Sql(
                """UPDATE "Journeys" SET "Reason" = NULL WHERE "RequestId" IN (SELECT "Id" FROM "Requests" WHERE "ComplaintId" IN (SELECT "ComplaintId" FROM "ErasedComplaints"));""");
            migrationBuilder.Sql(
                """UPDATE "Requests" SET "TrackingNumber" = NULL, "Purpose" = NULL, "Passengers" = NULL, "NeedsWheelchair" = NULL, "Latitude" = NULL, "Longitude" = NULL WHERE "ComplaintId" IN (SELECT "ComplaintId" FROM "ErasedComplaints");""");

            // Journeys that ended before there was a retention: nothing tells when, so their time counts from the assignment, hours earlier.
            migrationBuilder.Sql(
                """UPDATE "Requests" SET "DetailsUnneededSince" = (SELECT "AssignedAt" FROM "Journeys" WHERE "Journeys"."RequestId" = "Requests"."Id") WHERE "Status" = 'Completed' AND "TrackingNumber" IS NOT NULL;""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // What is gone stays gone.
        }
    }
}
