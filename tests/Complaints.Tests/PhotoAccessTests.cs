using PlanningPlatform.Complaints.Domain;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>The rule alone; that the service keeps to it is in <see cref="PhotoTests"/>.</summary>
public sealed class PhotoAccessTests
{
    private static readonly PhotoSize[] Copies = [PhotoSize.Small, PhotoSize.Large];
    private static readonly ComplaintStatus[] NotVerified = [.. Enum.GetValues<ComplaintStatus>().Where(status => status.ToString() is "Received" or "Rejected" or "Merged")];

    [Fact]
    public void A_photo_that_is_attached_to_nothing_is_seen_as_a_copy_by_whoever_has_its_key_and_by_nobody_else()
    {
        foreach (var viewer in Enum.GetValues<PhotoViewer>())
        {
            Assert.All(Copies, size => Assert.Equal(viewer == PhotoViewer.Uploader ? PhotoVerdict.Private : PhotoVerdict.Hidden, PhotoAccess.Of(size, null, viewer)));
            Assert.Equal(PhotoVerdict.Hidden, PhotoAccess.Of(PhotoSize.Original, null, viewer));
        }
    }

    [Fact]
    public void Copies_of_public_and_anonymous_complaints_are_public_once_they_are_verified_and_not_when_they_are_rejected()
    {
        foreach (var status in Enum.GetValues<ComplaintStatus>())
        {
            foreach (var visibility in (Visibility[])[Visibility.Public, Visibility.Anonymous])
            {
                var expected = NotVerified.Contains(status) ? PhotoVerdict.Hidden : PhotoVerdict.Public;
                Assert.All(Copies, size => Assert.Equal(expected, PhotoAccess.Of(size, (visibility, status, PublicDetail.Everything), PhotoViewer.Anybody)));
                Assert.All(Copies, size => Assert.Equal(expected, PhotoAccess.Of(size, (visibility, status, PublicDetail.Everything), PhotoViewer.Uploader)));
            }
        }
    }

    [Fact]
    public void Photos_of_a_secret_complaint_are_never_public()
    {
        foreach (var status in Enum.GetValues<ComplaintStatus>())
        {
            foreach (var size in Enum.GetValues<PhotoSize>())
            {
                Assert.Equal(PhotoVerdict.Hidden, PhotoAccess.Of(size, (Visibility.Secret, status, PublicDetail.Everything), PhotoViewer.Anybody));
                Assert.All(Enum.GetValues<PhotoViewer>(), viewer => Assert.NotEqual(PhotoVerdict.Public, PhotoAccess.Of(size, (Visibility.Secret, status, PublicDetail.Everything), viewer)));
            }
        }
    }

    [Fact]
    public void Photos_of_a_complaint_about_a_person_are_never_public()
        => Assert.All(
            EveryCase().Where(complaint => complaint.Item3 == PublicDetail.VillageOnly),
            complaint => Assert.All(Enum.GetValues<PhotoViewer>(), viewer => Assert.All(Enum.GetValues<PhotoSize>(), size => Assert.NotEqual(PhotoVerdict.Public, PhotoAccess.Of(size, complaint, viewer)))));

    [Fact]
    public void Reporter_agency_and_desk_see_copies_whatever_the_status_and_visibility()
    {
        foreach (var viewer in (PhotoViewer[])[PhotoViewer.Reporter, PhotoViewer.Agency, PhotoViewer.Desk])
        {
            Assert.All(EveryCase(), complaint => Assert.All(Copies, size => Assert.NotEqual(PhotoVerdict.Hidden, PhotoAccess.Of(size, complaint, viewer))));
        }
    }

    [Fact]
    public void The_original_is_for_the_desk_alone()
    {
        foreach (var viewer in Enum.GetValues<PhotoViewer>())
        {
            Assert.All(EveryCase(), complaint => Assert.Equal(viewer == PhotoViewer.Desk ? PhotoVerdict.Private : PhotoVerdict.Hidden, PhotoAccess.Of(PhotoSize.Original, complaint, viewer)));
        }
    }

    private static IEnumerable<(Visibility, ComplaintStatus, PublicDetail)> EveryCase()
        => from visibility in Enum.GetValues<Visibility>() from status in Enum.GetValues<ComplaintStatus>() from detail in Enum.GetValues<PublicDetail>() select (visibility, status, detail);
}
