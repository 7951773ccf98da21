namespace PlanningPlatform.Portal.Pages.Public;

/// <summary>Names on a drawing, as many as have room beside what is marked and beside each other.</summary>
public static class MapLabels
{
    // Of the size of the letters: as wide as one of them is on average, and as high as a line.
    private const double LetterWidth = 0.56;
    private const double LineHeight = 1.15;

    /// <param name="places">Those first that matter most.</param>
    /// <param name="marks">What may not be covered: middle and radius.</param>
    /// <param name="size">Of the letters, in units of the drawing.</param>
    public static IReadOnlyList<MapLabel> Place(IEnumerable<MapLabel> places, IEnumerable<(double X, double Y, double Radius)> marks, double size)
    {
        var (round, taken) = (marks.ToList(), new List<Area>());
        var placed = new List<MapLabel>();
        foreach (var place in places)
        {
            var half = place.Text.Length * LetterWidth * size / 2;
            (double X, double Y)[] candidates =
            [
                (place.X, place.Y + (size * 1.1)), (place.X, place.Y - (size * 0.5)), (place.X + half + (size * 0.5), place.Y + (size * 0.35)), (place.X - half - (size * 0.5), place.Y + (size * 0.35)),
                (place.X + (half / 2), place.Y + (size * 1.1)), (place.X - (half / 2), place.Y + (size * 1.1)), (place.X + (half / 2), place.Y - (size * 0.5)), (place.X - (half / 2), place.Y - (size * 0.5)),
            ];
            foreach (var (x, y) in candidates)
            {
                var area = new Area(x - half, y - (size * LineHeight * 0.8), x + half, y + (size * LineHeight * 0.25));
                if (!area.IsInside || taken.Any(area.Touches) || round.Any(area.Touches))
                    continue;

                taken.Add(area);
                placed.Add(place with { X = x, Y = y });
                break;
            }
        }

        return placed;
    }

    private sealed record Area(double Left, double Top, double Right, double Bottom)
    {
        public bool IsInside => Left >= 4 && Top >= 4 && Right <= MapBox.Width - 4 && Bottom <= MapBox.Height - 4;

        public bool Touches((double X, double Y, double Radius) mark)
        {
            var (across, down) = (mark.X - Math.Clamp(mark.X, Left, Right), mark.Y - Math.Clamp(mark.Y, Top, Bottom));
            return (across * across) + (down * down) < mark.Radius * mark.Radius;
        }

        public bool Touches(Area other) => Left < other.Right && Right > other.Left && Top < other.Bottom && Bottom > other.Top;
    }
}

/// <param name="X">Middle of the text; <paramref name="Y"/> is the line that the letters stand on.</param>
public sealed record MapLabel(string Text, double X, double Y);
