namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>
/// Large neighbourhood search: ruin a part of the plan, recreate it, keep what is better (or, while it is hot, not much worse). First every request that can be served gets a place. Then
/// cycles follow one another until the budget is over: each gives up vehicles where that is asked for, and anneals the cost. Several short cycles beat a long one, because with few
/// vehicles the way from one good plan to another leads through plans that serve fewer requests.
/// </summary>
internal sealed class Search
{
    /// <summary>Of the budget, for finding a place for everybody.</summary>
    private const double PlacesShare = 0.3;

    /// <summary>Of the budget, for giving up vehicles at first.</summary>
    private const double FleetShare = 0.15;

    /// <summary>Of a cycle, for giving up another vehicle, and then for finding places with as many as before.</summary>
    private const double FleetShareOfCycle = 0.15;
    private const double PlacesShareOfCycle = 0.4;

    /// <summary>A cycle is so many rounds per request long, but there are no more cycles than the budget has room for, and no more than the most.</summary>
    private const double RoundsPerRequest = 250;
    private const int MostCycles = 20;

    /// <summary>Temperatures, in average legs: a detour of so much is taken with a chance of 37 %.</summary>
    private const double Hot = 3;
    private const double Cold = 0.03;

    /// <summary>What a vehicle too many costs, in average legs, for as long a share of a cycle as one is allowed.</summary>
    private const double ExtraVehicle = 3;
    private const double ExtraVehicleShare = 0.5;

    /// <summary>Of a round beside the spots it looks at, in spots: as measured.</summary>
    private const long WorkOfRound = 400;

    /// <summary>Of requests that are left out for long, so many are tried in a round.</summary>
    private const int MostTriedAgain = 50;

    private readonly Model _model;
    private readonly Dice _dice;
    private readonly Budget _budget;
    private readonly Ruin _ruin;
    private readonly Recreate _recreate;
    private readonly Draft _draft;

    /// <summary>By job: how often it was left out.</summary>
    private readonly long[] _absences;

    private long _rounds;
    private long _hopelessWeight;

    public Search(Model model, Dice dice, Budget budget)
    {
        (_model, _dice, _budget, _draft) = (model, dice, budget, new(model));
        _ruin = new(model, dice, new(model));
        _recreate = new(model, dice, budget);
        _absences = new long[model.Jobs];
        Best = new(model);
    }

    public Draft Best { get; }

    private bool FewestVehicles => _model.Problem.Objective.FewestVehicles;

    public void Run(Plan? initial)
    {
        if (initial is not null)
        {
            PlanReader.Adopt(_model, _draft, initial, new(_model), _budget);
        }

        _recreate.Apply(_draft);
        KeepIfBest();
        _draft.Keep();
        if (!_ruin.HasWork)
        {
            return;
        }

        if (Best.Absent.Count > 0)
        {
            LeaveOutHopeless();
            FindPlaces(_hopelessWeight, PlacesShare);
        }

        GiveUpVehicles(FleetShare, FleetShare);
        var roundsToCome = _rounds * (1 - _budget.UsedShare) / Math.Max(1e-9, _budget.UsedShare);
        var cycles = (int)Math.Clamp(roundsToCome / (RoundsPerRequest * _model.Requests), 1, MostCycles);
        for (var cycle = 0; cycle < cycles && !_budget.IsOver; cycle++)
        {
            var begin = _budget.UsedShare;
            var length = (1 - begin) / (cycles - cycle);
            if (cycle > 0)
            {
                GiveUpVehicles(begin + (FleetShareOfCycle * length), begin + ((FleetShareOfCycle + PlacesShareOfCycle) * length));
            }

            Anneal(begin + length, mayUseExtraVehicle: FewestVehicles && cycle % 2 == 0);
        }
    }

    private void LeaveOutHopeless()
    {
        var whyNot = new WhyNot(_model, new(_model));
        foreach (var job in _draft.Absent)
        {
            if (!_budget.IsOver && !_model.IsMandatory(job) && whyNot.IsHopeless(job))
            {
                _recreate.IsHopeless[job] = true;
                _hopelessWeight += _model.Weight[job];
            }

            _budget.Spend(_model.Vehicles);
        }
    }

    /// <summary>While requests are absent: those that are left out often count more, until a plan leaves out others, and in the end none.</summary>
    /// <param name="until">Ends once what is absent weighs no more than this.</param>
    private void FindPlaces(long until, double untilShare)
    {
        Array.Fill(_absences, 1);
        var temperature = AverageLeg();
        while (_draft.AbsentWeight > until && !_budget.IsOver && _budget.UsedShare < untilShare)
        {
            var (absencesBefore, weightBefore, costBefore) = (Absences(), _draft.AbsentWeight, _draft.Cost);
            RuinAndRecreate();
            foreach (var job in _draft.Absent)
            {
                _absences[job]++;
            }

            var absences = Absences();
            KeepIf(_draft.AbsentWeight < weightBefore || absences < absencesBefore || (absences == absencesBefore && IsGoodEnough(_draft.Cost, costBefore, temperature)));
        }
    }

    private double Absences()
    {
        var sum = 0.0;
        foreach (var job in _draft.Absent)
        {
            sum += (double)_absences[job] * _model.Weight[job];
        }

        return sum;
    }

    /// <summary>
    /// Takes a vehicle off the road and finds places for its requests, as often as that succeeds. Where it does not, the draft is brought back to as many vehicles as the best plan has: in
    /// general another plan than that one, from which the search goes on.
    /// </summary>
    private void GiveUpVehicles(double untilShare, double untilShareToFindPlaces)
    {
        if (!FewestVehicles)
        {
            return;
        }

        while (!_budget.IsOver && _budget.UsedShare < untilShare && LeastMissed() is var vehicle and >= 0)
        {
            _recreate.MostVehicles = Best.Used - 1;
            _ruin.Dissolve(_draft, vehicle);
            _draft.Keep();
            FindPlaces(Best.AbsentWeight, untilShare);
            if (Best.Used > _recreate.MostVehicles)
            {
                break;
            }
        }

        _recreate.MostVehicles = Best.Used;
        _recreate.Apply(_draft);
        _draft.Keep();
        FindPlaces(Best.AbsentWeight, untilShareToFindPlaces);
        if (_draft.AbsentWeight > Best.AbsentWeight)
        {
            _draft.CopyFrom(Best);
        }
    }

    /// <summary>The used vehicle that can be spared whose requests were left out least often; -1 if there is none.</summary>
    private int LeastMissed()
    {
        var (least, found) = (double.PositiveInfinity, -1);
        foreach (var tour in _draft.Tours)
        {
            var sum = 0.0;
            foreach (ref readonly var step in tour.Steps[1..^1])
            {
                sum += _absences[_model.JobOf(step.Node)];
            }

            if (tour.IsUsed && !_model.HasBegun(tour.Vehicle) && sum < least)
            {
                (least, found) = (sum, tour.Vehicle);
            }
        }

        return found;
    }

    /// <param name="mayUseExtraVehicle">At first a vehicle more than the best plan has may be used: with slack, requests change vehicles more easily.</param>
    private void Anneal(double untilShare, bool mayUseExtraVehicle)
    {
        var begin = _budget.UsedShare;
        var (leg, fewest) = (AverageLeg(), Best.Used);
        _recreate.MostVehicles = !FewestVehicles ? int.MaxValue : mayUseExtraVehicle ? fewest + 1 : fewest;
        while (!_budget.IsOver && _budget.UsedShare < untilShare)
        {
            var share = (_budget.UsedShare - begin) / (untilShare - begin);
            if (mayUseExtraVehicle && share > ExtraVehicleShare)
            {
                mayUseExtraVehicle = false;
                _recreate.MostVehicles = Best.Used;
                if (_draft.Used > Best.Used)
                {
                    _draft.CopyFrom(Best);
                }
            }

            var (weightBefore, costBefore) = (_draft.AbsentWeight, CostWithExtra());
            RuinAndRecreate();
            var temperature = leg * Hot * Math.Pow(Cold / Hot, share);
            KeepIf(_draft.AbsentWeight < weightBefore || (_draft.AbsentWeight == weightBefore && IsGoodEnough(CostWithExtra(), costBefore, temperature)));
        }

        double CostWithExtra() => _draft.Cost + (mayUseExtraVehicle ? leg * ExtraVehicle * Math.Max(0, _draft.Used - fewest) : 0);
    }

    private void RuinAndRecreate()
    {
        _rounds++;
        _budget.Spend(WorkOfRound);
        _ruin.Apply(_draft);
        _recreate.Apply(_draft, MostTriedAgain);
    }

    private void KeepIf(bool isAccepted)
    {
        if (isAccepted)
        {
            KeepIfBest();
            _draft.Keep();
        }
        else
        {
            _draft.Undo();
        }
    }

    private void KeepIfBest()
    {
        var isFewer = FewestVehicles && _draft.Used != Best.Used;
        if (_draft.AbsentWeight < Best.AbsentWeight || (_draft.AbsentWeight == Best.AbsentWeight && (isFewer ? _draft.Used < Best.Used : _draft.Cost < Best.Cost - 1e-9)))
        {
            Best.CopyFrom(_draft);
        }
    }

    /// <summary>Cheaper always, dearer with a chance that falls with what it costs and rises with the temperature.</summary>
    private bool IsGoodEnough(double cost, double before, double temperature) => cost < before - (temperature * Math.Log(1 - _dice.Share()));

    private double AverageLeg()
    {
        var legs = 0;
        foreach (var tour in _draft.Tours)
        {
            legs += tour.IsEmpty ? 0 : tour.Count - 1;
        }

        return (_draft.Cost - (_draft.Used * _model.Problem.Objective.CostPerVehicle)) / Math.Max(1, legs);
    }
}
