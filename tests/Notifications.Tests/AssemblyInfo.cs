// Each test starts a service of its own; two cores are soon busy.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
