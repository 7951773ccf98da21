namespace PlanningPlatform.Planner.Tests;

/// <summary>Days with everything in them, from a seed: rides and visits, some that nobody can serve; breaks, office use; vehicles under way; ways that need not obey the triangle inequality.</summary>
internal static class RandomDay
{
    public static Problem Of(int seed, int mostRequests = 25)
    {
        var random = new Random(seed);
        var locations = 4 + random.Next(20);
        var points = Enumerable.Range(0, locations).Select(_ => (X: random.NextDouble() * 60, Y: random.NextDouble() * 60)).ToList();
        var isMetric = random.Next(2) == 0;
        var travel = Street.Of(locations, (from, to) =>
        {
            var way = Math.Sqrt(Math.Pow(points[from].X - points[to].X, 2) + Math.Pow(points[from].Y - points[to].Y, 2));
            var minutes = isMetric ? way : way * (0.3 + (2 * random.NextDouble()));
            return (way * 500, minutes);
        });
        var requests = Enumerable.Range(0, random.Next(mostRequests)).Select(index => RequestOf(random, index, locations)).ToList();
        var vehicles = new List<Vehicle>();
        foreach (var index in Enumerable.Range(0, 1 + random.Next(5)))
        {
            vehicles.Add(VehicleOf(random, index, locations, requests));
        }

        if (requests.Count > 0 && random.Next(2) == 0)
        {
            var pinned = random.Next(requests.Count);
            requests[pinned] = requests[pinned] with { PinnedTo = vehicles[random.Next(vehicles.Count)].Id };
        }

        return new(vehicles, requests, travel, new(random.Next(3), random.Next(2), random.Next(2) * 1000, FewestVehicles: random.Next(2) == 0));
    }

    private static Request RequestOf(Random random, int index, int locations)
    {
        var pickUp = HaltOf(random, locations, random.Next(300, 900));
        var isVisit = random.Next(4) == 0;
        return new()
        {
            Id = $"r{index}",
            PickUp = pickUp,
            DropOff = isVisit ? null : HaltOf(random, locations, pickUp.Earliest + random.Next(0, 60)) with { Latest = pickUp.Latest + random.Next(20, 150) },
            Passengers = isVisit ? 0 : random.Next(0, 5),
            Capabilities = random.Next(5) == 0 ? 1UL << random.Next(2) : 0,
            Priority = random.Next(3) == 0 ? 5 : 1,
        };
    }

    private static Halt HaltOf(Random random, int locations, double earliest) => new(random.Next(locations), earliest, earliest + random.Next(-2, 120), random.Next(10));

    private static Vehicle VehicleOf(Random random, int index, int locations, List<Request> requests)
    {
        var from = random.Next(300, 600);
        var pauses = new List<Pause>();
        if (random.Next(2) == 0)
        {
            pauses.Add(new("lunch", 600, 600 + random.Next(0, 120), 30));
        }

        if (random.Next(4) == 0)
        {
            pauses.Add(new("office", 700, 700, random.Next(20, 90), random.Next(locations)));
        }

        var (onBoard, frozen) = (new List<string>(), new List<FrozenStep>());
        if (random.Next(3) == 0)
        {
            Begin(random, index, requests, onBoard, frozen);
        }

        if (frozen.All(step => step.Kind != StopKind.PickUp) && onBoard.Count == 0 && pauses.Count > 0 && random.Next(4) == 0)
        {
            frozen.Add(new(StopKind.Pause, pauses[0].Id));
        }

        return new()
        {
            Id = $"v{index}",
            Start = random.Next(locations),
            End = random.Next(3) == 0 ? null : random.Next(locations),
            Seats = random.Next(1, 7),
            Capabilities = (ulong)random.Next(4),
            AvailableFrom = from,
            ShiftEnd = from + random.Next(120, 600),
            Pauses = pauses,
            Frozen = frozen,
            OnBoard = onBoard,
        };
    }

    /// <summary>Of every fourth request, which no other vehicle begins: on board, picked up next, picked up and let off next, or visited next.</summary>
    private static void Begin(Random random, int index, List<Request> requests, List<string> onBoard, List<FrozenStep> frozen)
    {
        foreach (var request in requests.Where((_, number) => number % 20 == index * 4 || number % 20 == (index * 4) + 1))
        {
            if (request.DropOff is null)
            {
                frozen.Add(new(StopKind.Visit, request.Id));
                continue;
            }

            if (random.Next(2) == 0)
            {
                onBoard.Add(request.Id);
            }
            else
            {
                frozen.Add(new(StopKind.PickUp, request.Id));
            }

            if (random.Next(3) == 0)
            {
                frozen.Add(new(StopKind.DropOff, request.Id));
            }
        }
    }
}
