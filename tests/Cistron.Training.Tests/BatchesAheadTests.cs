using System.Collections.Concurrent;
using Cistron.Models;
using Cistron.Training.Objectives;

namespace Cistron.Training.Tests;

public class BatchesAheadTests
{
    [Fact]
    public void The_next_steps_batches_are_begun_when_a_steps_are_taken_and_none_beyond_the_end()
    {
        var objective = new NumberedSteps();
        using (var ahead = new BatchesAhead(objective, end: 7))
            for (long step = 4; step < 7; step++)
                Assert.Equal(step, Assert.Single(ahead.Take(step)).Tokens);

        Assert.Equal([4, 5, 6], objective.Asked);
    }

    /// <summary>What nobody waits for cannot be done by who would wait.</summary>
    [Fact]
    public void The_next_steps_batches_are_made_on_another_thread_before_anybody_asks()
    {
        var objective = new NumberedSteps();
        using var ahead = new BatchesAhead(objective, end: 100);

        ahead.Take(4);

        Assert.True(SpinWait.SpinUntil(() => objective.Threads.ContainsKey(5), TimeSpan.FromMinutes(1)));
        Assert.NotEqual(Environment.CurrentManagedThreadId, objective.Threads[5]);
    }

    [Fact]
    public void Any_step_may_be_taken()
    {
        using var ahead = new BatchesAhead(new NumberedSteps(), end: 100);

        foreach (long step in (long[])[3, 4, 9, 2])
            Assert.Equal(step, Assert.Single(ahead.Take(step)).Tokens);
    }

    [Fact]
    public void What_cannot_be_made_is_a_fault_of_its_own_step()
    {
        using var ahead = new BatchesAhead(new NumberedSteps { Failing = 2 }, end: 100);

        Assert.Single(ahead.Take(1));

        Assert.Equal("2", Assert.Throws<InvalidOperationException>(() => ahead.Take(2)).Message);
    }

    [Fact]
    public async Task Nothing_is_read_any_more_once_training_has_ended()
    {
        using var gate = new ManualResetEventSlim();
        var objective = new NumberedSteps { Gate = gate };
        var ahead = new BatchesAhead(objective, end: 100);
        Assert.Single(ahead.Take(0));
        var ending = Task.Run(ahead.Dispose);

        Assert.False(ending.IsCompleted);
        gate.Set();
        await ending;

        Assert.Equal([0, 1], objective.Made);
    }

    private sealed class NumberedSteps : Objective
    {
        public long Failing { get; init; } = -1;

        /// <summary>What steps after the first wait for.</summary>
        public ManualResetEventSlim? Gate { get; init; }

        public ConcurrentQueue<long> Asked { get; } = [];

        public ConcurrentQueue<long> Made { get; } = [];

        /// <summary>The thread that made each step's batches.</summary>
        public ConcurrentDictionary<long, int> Threads { get; } = [];

        public override Model Model => throw new NotSupportedException();

        public override string SelectionMetric => "loss";

        public override bool HigherIsBetter => false;

        public override double StepsPerEpoch => 1;

        public override IReadOnlyList<Batch> Batches(long step)
        {
            Asked.Enqueue(step);
            Threads[step] = Environment.CurrentManagedThreadId;
            if (step > 0)
                Gate?.Wait();
            if (step == Failing)
                throw new InvalidOperationException($"{step}");
            Made.Enqueue(step);
            return [new SequenceBatch([new int[step]], [])];
        }

        public override BatchLoss Loss(Batch batch) => throw new NotSupportedException();

        public override IReadOnlyDictionary<string, double> Validate() => new Dictionary<string, double>();
    }
}
