// What is measured is counted for the whole process, and two cores are soon busy.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
