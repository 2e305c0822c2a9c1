using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Formats;
using Cistron.Torch;
using Cistron.Torch.Weights;
using Cistron.Training;

namespace Cistron.Cli;

/// <summary>The one place where an exception becomes a sentence for the user and an exit code.</summary>
internal static class Faults
{
    /// <summary>Tells what went wrong on standard error.</summary>
    /// <returns>The exit code that says the same to scripts.</returns>
    public static ExitCode Report(Exception exception, Terminal terminal)
    {
        (ExitCode code, string sentence) = Explain(exception)
            ?? (ExitCode.Failed, $"unexpected fault: {FirstLine(exception)}; {KeepTrace(exception, terminal.TraceFolder)}");
        terminal.Messages.WriteWhole($"cistron: {sentence}");
        return code;
    }

    private static (ExitCode, string)? Explain(Exception exception) => exception switch
    {
        RecipeException recipe => (ExitCode.WrongInput, Sentence(recipe)),
        UsageException or InputException or ModelFolderException or WeightFileException or RunFolderException =>
            (ExitCode.WrongInput, exception.Message),
        // The engine throws it for the name of a device; from elsewhere it is a fault of our own.
        FormatException { Source: "Cistron.Torch" } => (ExitCode.WrongInput, exception.Message),
        TrainingException or TorchException { Kind: TorchErrorKind.NotLoaded } => (ExitCode.Failed, exception.Message),
        OutOfMemoryException or TorchException { Kind: TorchErrorKind.OutOfMemory } =>
            (ExitCode.Failed, $"the memory is exhausted ({FirstLine(exception)}); give a smaller batch_size, or shorter windows"),
        OperationCanceledException => (ExitCode.Failed, "stopped before the end; the same command starts it again"),
        IOException or UnauthorizedAccessException => (ExitCode.Failed, FirstLine(exception)),
        _ => null,
    };

    private static string Sentence(RecipeException recipe) => recipe.Faults.Count == 1
        ? recipe.Message
        : $"the recipe has {recipe.Faults.Count} faults:\n  {recipe.Message.Replace("\n", "\n  ", StringComparison.Ordinal)}";

    private static string FirstLine(Exception exception) => exception.Message.Split('\n')[0].Trim();

    private static string KeepTrace(Exception exception, string folder)
    {
        try
        {
            string path = Path.Combine(folder, $"cistron-{Guid.CreateVersion7():N}.txt");
            File.WriteAllText(path, $"{exception}\n");
            return $"the full trace is in {path}, for a report";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"the full trace follows\n{exception}";
        }
    }
}
