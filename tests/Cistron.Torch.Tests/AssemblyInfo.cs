// Live tensors are counted for the whole process, and LibTorch's generators belong to it: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
