// One platform at a time: two would make each other slow.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
