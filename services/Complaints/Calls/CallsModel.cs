using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;

namespace PlanningPlatform.Complaints.Calls;

/// <summary>The tables of the 112 line.</summary>
internal static class CallsModel
{
    private const int LongestUserName = 100;

    public static void AddCalls(this ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Call>(call =>
        {
            call.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
            call.Property(row => row.Kind).HasConversion<string>().HasMaxLength(20);
            call.Property(row => row.ExternalHash).HasMaxLength(32);
            call.Property(row => row.Operator).HasMaxLength(LongestUserName);
            call.Property(row => row.OpenWith).HasMaxLength(LongestUserName);
            call.Property(row => row.Note).HasMaxLength(Call.LongestNote);
            call.Property(row => row.StandardAnswerCode).HasMaxLength(StandardAnswer.LongestCode);
            call.Property(row => row.Version).IsConcurrencyToken();
            call.HasMany(row => row.Entries).WithOne().HasForeignKey(entry => entry.CallId);
            call.HasIndex(row => row.OpenWith).IsUnique();
            call.HasIndex(row => row.ExternalHash).IsUnique();
            call.HasIndex(row => new { row.State, row.StartedAt, row.Id });
            call.HasIndex(row => new { row.Day, row.StartedAt, row.Id });
            call.HasIndex(row => new { row.Day, row.Kind, row.Hour });
            call.HasIndex(row => new { row.Kind, row.StartedAt });
            call.HasIndex(row => new { row.Operator, row.StartedAt });
            call.HasIndex(row => new { row.CallerId, row.StartedAt });
            call.HasIndex(row => row.ComplaintId);
        });
        modelBuilder.Entity<CallEntry>(entry =>
        {
            entry.ToTable("CallEntries");
            entry.HasKey(row => row.Sequence);
            entry.Property(row => row.Sequence).ValueGeneratedOnAdd();
            entry.Property(row => row.Code).HasMaxLength(30);
            entry.Property(row => row.Actor).HasMaxLength(LongestUserName);
            entry.Property(row => row.Detail).HasMaxLength(30);
            entry.Property(row => row.Reason).HasMaxLength(NumberBlock.LongestReason);
        });
        modelBuilder.Entity<Caller>(caller =>
        {
            caller.Property(row => row.NumberHash).HasMaxLength(32);
            caller.HasIndex(row => row.NumberHash).IsUnique();
            caller.HasIndex(row => row.LastCallAt);
            caller.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<NumberBlock>(block =>
        {
            block.Property(row => row.PlacedBy).HasMaxLength(LongestUserName);
            block.Property(row => row.Reason).HasMaxLength(NumberBlock.LongestReason);
            block.Property(row => row.LiftedBy).HasMaxLength(LongestUserName);
            block.Property(row => row.End).HasConversion<string>().HasMaxLength(20);
            block.Property(row => row.Version).IsConcurrencyToken();
            block.HasIndex(row => new { row.CallerId, row.Until });
            block.HasIndex(row => new { row.Until, row.PlacedAt });
            block.HasIndex(row => new { row.PlacedAt, row.Id });
        });
        modelBuilder.Entity<CallNumberKey>(key => key.Property(row => row.Id).ValueGeneratedNever());
        modelBuilder.Entity<StandardAnswer>(answer =>
        {
            answer.HasKey(row => row.Code);
            answer.Property(row => row.Code).HasMaxLength(StandardAnswer.LongestCode);
            answer.Property(row => row.Title).HasMaxLength(StandardAnswer.LongestTitle);
            answer.Property(row => row.Text).HasMaxLength(StandardAnswer.LongestText);
            answer.Property(row => row.Keywords).HasMaxLength(StandardAnswer.LongestKeywords);
            answer.Property(row => row.EditedBy).HasMaxLength(LongestUserName);
            answer.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<EmergencyUnit>(unit =>
        {
            unit.HasKey(row => row.Code);
            unit.Property(row => row.Code).HasMaxLength(EmergencyUnit.LongestCode);
            unit.Property(row => row.Name).HasMaxLength(HandOff.LongestUnit);
            unit.Property(row => row.AgencyCode).HasMaxLength(20);
            unit.Property(row => row.Phone).HasMaxLength(EmergencyUnit.LongestPhone);
            unit.Property(row => row.EditedBy).HasMaxLength(LongestUserName);
            unit.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<Shift>(shift =>
        {
            shift.Property(row => row.Operator).HasMaxLength(LongestUserName);
            shift.Property(row => row.OnDuty).HasMaxLength(LongestUserName);
            shift.HasIndex(row => row.OnDuty).IsUnique();
            shift.Property(row => row.Version).IsConcurrencyToken();
            shift.HasMany(row => row.Breaks).WithOne().HasForeignKey(each => each.ShiftId);
        });
        modelBuilder.Entity<ShiftBreak>(each =>
        {
            each.ToTable("ShiftBreaks");
            each.HasKey(row => new { row.ShiftId, row.StartedAt });
        });
        modelBuilder.Entity<Handover>(handover =>
        {
            handover.Property(row => row.WrittenBy).HasMaxLength(LongestUserName);
            handover.Property(row => row.Note).HasMaxLength(Handover.LongestNote);
            handover.Property(row => row.AcknowledgedBy).HasMaxLength(LongestUserName);
            handover.Property(row => row.Lists).HasConversion<JsonText<HandoverLists>, SameJson<HandoverLists>>();
            handover.Property(row => row.Version).IsConcurrencyToken();
            handover.HasIndex(row => new { row.WrittenAt, row.Id });
            handover.HasIndex(row => new { row.AcknowledgedAt, row.WrittenAt });
        });
    }
}
