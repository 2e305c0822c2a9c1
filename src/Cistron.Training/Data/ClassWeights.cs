using Cistron.Models.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Datasets;

namespace Cistron.Training.Data;

/// <summary>How much the rows of a class count in the loss.</summary>
public enum ClassWeighting
{
    /// <summary>Every row as much as every other.</summary>
    None,

    /// <summary>Every class as much as every other, however many rows it has.</summary>
    Balanced,
}

/// <summary>Weights of classes in the loss, from the rows that are trained on.</summary>
public static class ClassWeights
{
    /// <summary>
    /// Of N rows that have K classes, n rows of a class weigh N / (K n) each, so that a row weighs 1 on average (King and Zeng 2001,
    /// Logistic regression in rare events data, section 3.2). Of a label that a row may have or not, what those that have it weigh
    /// over those that do not: their numbers turned round.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="targets">What <see cref="TaskTargets.Of"/> gave for the training rows.</param>
    /// <returns>A weight for each output of the task; of a class that no row has, and of a label that none or all have, 1.</returns>
    /// <exception cref="RecipeException">The task has no classes.</exception>
    public static float[] Balanced(SequenceTask task, double[][] targets)
    {
        if (task.Kind.IsNumeric())
            throw new RecipeException([new RecipeFault("class_weights", "weighs classes, and this task asks for numbers; leave it out")]);
        double[][] single = TaskTargets.Single(task, targets);
        double[] counts = new double[task.Outputs.Count];
        foreach (double[] target in single)
            if (task.Kind == TaskKind.MultiLabel)
                for (int label = 0; label < counts.Length; label++)
                    counts[label] += target[label];
            else
                counts[(int)target[0]]++;
        int classes = counts.Count(rows => rows > 0);
        return [.. counts.Select(rows => rows == 0 || rows == single.Length ? 1f : (float)(task.Kind == TaskKind.MultiLabel
            ? (single.Length - rows) / rows
            : single.Length / (classes * rows)))];
    }
}
