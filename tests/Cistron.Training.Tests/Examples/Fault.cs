namespace Cistron.Training.Tests.Examples;

/// <summary>What a user gets to read when something of theirs cannot be used.</summary>
internal static class Fault
{
    /// <summary>Checks that an action ends in one sentence, on one line, with all of some words in it.</summary>
    public static void Of<T>(Action action, params string[] words) where T : Exception
    {
        string sentence = Assert.Throws<T>(action).Message;

        Assert.DoesNotContain('\n', sentence);
        foreach (string word in words)
            Assert.Contains(word, sentence, StringComparison.Ordinal);
    }
}
