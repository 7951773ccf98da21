namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>
/// Large neighbourhood search: ruin a part of the plan, recreate it, keep what is better (or, while it is hot, not much worse). First every request that can be served gets a place, then
/// vehicles are given up one by one where that is asked for, then the cost goes down.
/// </summary>
internal sealed class Search
{
    /// <summary>Giving up vehicles ends at this share of the budget.</summary>
    private const double FleetShare = 0.4;

    /// <summary>Finding a place for everybody ends at this share of the budget.</summary>
    private const double PlaceShare = 0.3;

    /// <summary>Temperatures, in average legs: a detour of so much more is taken with a chance of 37 %.</summary>
    private const double Hot = 1;
    private const double Cold = 0.01;

    private readonly Model _model;
    private readonly Dice _dice;
    private readonly Budget _budget;
    private readonly Ruin _ruin;
    private readonly Recreate _recreate;
    private readonly Draft _draft;
    private readonly long[] _absences;

    public Search(Model model, Dice dice, Budget budget)
    {
        (_model, _dice, _budget, _draft) = (model, dice, budget, new(model));
        _ruin = new(model, dice, new(model));
        _recreate = new(model, dice, budget);
        Best = new(model);
        _absences = new long[model.Jobs];
    }

    public Draft Best { get; }

    private long HopelessWeight { get; set; }

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
            FindPlaces(HopelessWeight, PlaceShare);
        }

        if (_model.Problem.Objective.FewestVehicles)
        {
            GiveUpVehicles();
        }

        Anneal();
    }

    private void LeaveOutHopeless()
    {
        var whyNot = new WhyNot(_model, new(_model));
        foreach (var job in _draft.Absent)
        {
            if (!_budget.IsOver && !_model.IsMandatory(job) && whyNot.IsHopeless(job))
            {
                _recreate.IsHopeless[job] = true;
                HopelessWeight += _model.Weight[job];
            }

            _budget.Spend(_model.Vehicles);
        }
    }

    /// <summary>While requests are absent: those that are left out often count more, until a plan leaves out others, and in the end none.</summary>
    /// <param name="until">Ends once what is absent weighs no more than this.</param>
    private void FindPlaces(long until, double untilShare)
    {
        Array.Fill(_absences, 1);
        var temperature = Hot * AverageLeg();
        while (_draft.AbsentWeight > until && !_budget.IsOver && _budget.UsedShare < untilShare)
        {
            var before = Absences();
            var (weightBefore, costBefore) = (_draft.AbsentWeight, _draft.Cost);
            RuinAndRecreate();
            foreach (var job in _draft.Absent)
            {
                _absences[job] += _model.Weight[job] < 1L << 52 ? 1 : 0;
            }

            var after = Absences();
            if (_draft.AbsentWeight < weightBefore || after < before || (after == before && _draft.Cost < costBefore - (temperature * Math.Log(1 - _dice.Share()))))
            {
                KeepIfBest();
                _draft.Keep();
            }
            else
            {
                _draft.Undo();
            }
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

    private void GiveUpVehicles()
    {
        while (!_budget.IsOver && _budget.UsedShare < FleetShare && LeastMissed() is var vehicle and >= 0)
        {
            _recreate.MostVehicles = Best.Used - 1;
            _ruin.Dissolve(_draft, vehicle);
            _draft.Keep();
            FindPlaces(Best.AbsentWeight, FleetShare);
            if (Best.Used > _recreate.MostVehicles)
            {
                break;
            }
        }

        _recreate.MostVehicles = Best.Used;
        _draft.CopyFrom(Best);
    }

    /// <summary>The used vehicle without commitments whose requests were left out least often; -1 if there is none.</summary>
    private int LeastMissed()
    {
        var (least, found) = (double.PositiveInfinity, -1);
        foreach (var tour in _draft.Tours)
        {
            if (!tour.IsUsed || _model.HasBegun(tour.Vehicle))
            {
                continue;
            }

            var sum = 0.0;
            foreach (var step in tour.Steps[1..^1])
            {
                sum += _absences[_model.JobOf(step.Node)];
            }

            if (sum < least)
            {
                (least, found) = (sum, tour.Vehicle);
            }
        }

        return found;
    }

    private void Anneal()
    {
        var begin = _budget.UsedShare;
        var hot = Hot * AverageLeg();
        while (!_budget.IsOver)
        {
            var share = (_budget.UsedShare - begin) / (1 - begin);
            var temperature = hot * Math.Pow(Cold / Hot, share);
            var (weightBefore, costBefore) = (_draft.AbsentWeight, _draft.Cost);
            RuinAndRecreate();
            if (_draft.AbsentWeight < weightBefore || (_draft.AbsentWeight == weightBefore && _draft.Cost < costBefore - (temperature * Math.Log(1 - _dice.Share()))))
            {
                KeepIfBest();
                _draft.Keep();
            }
            else
            {
                _draft.Undo();
            }
        }
    }

    private void RuinAndRecreate()
    {
        _budget.Spend(100);
        _ruin.Apply(_draft);
        _recreate.Apply(_draft);
    }

    private void KeepIfBest()
    {
        var isFewer = _model.Problem.Objective.FewestVehicles && _draft.Used != Best.Used;
        if (_draft.AbsentWeight < Best.AbsentWeight
            || (_draft.AbsentWeight == Best.AbsentWeight && (isFewer ? _draft.Used < Best.Used : _draft.Cost < Best.Cost - 1e-9)))
        {
            Best.CopyFrom(_draft);
        }
    }

    private double AverageLeg()
    {
        var legs = 0;
        foreach (var tour in _draft.Tours)
        {
            legs += tour.Count - 1;
        }

        return _draft.Cost / Math.Max(1, legs);
    }
}
