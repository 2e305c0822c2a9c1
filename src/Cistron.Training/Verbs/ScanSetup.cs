using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Annotations;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.BedGraph;
using Cistron.Sequences.Labelling;
using Cistron.Sequences.Splitting;
using Cistron.Torch;
using Cistron.Training.GenomeScans;
using Cistron.Training.Recipes;

namespace Cistron.Training.Verbs;

/// <summary>The model of a scan, and how it is laid along a genome.</summary>
/// <param name="Predictor">The model with its task.</param>
/// <param name="Class">The class whose probability is written.</param>
/// <param name="Grid">Where windows lie.</param>
internal sealed record ScanSetup(SequencePredictor Predictor, ChosenClass Class, ScanGrid Grid)
{
    private const int ShownBases = 10_000;

    /// <summary>Loads the model and fits the recipe to it.</summary>
    /// <exception cref="RecipeException">The recipe does not fit the model.</exception>
    public static ScanSetup Of(ScanRecipe recipe)
    {
        var folder = ModelFolder.Open(recipe.Model);
        if (!folder.Tokenizer.Alphabet.IsNucleic)
            throw Fault("model", $"reads {folder.Tokenizer.Alphabet}; a genome needs a model of DNA or RNA");
        var predictor = folder.LoadPredictor(Device.Parse(recipe.Device), rule: null);
        if (predictor.Task.Strands == StrandSampling.Both && recipe.Strands == ScannedStrands.Both)
            throw Fault("strands", "is both, and the model answers alike for both strands; give strands=forward");
        int window = ModelWindow.Bases(recipe.WindowBases, folder, predictor.Encoder);
        int origin = recipe.Origin ?? window / 2;
        return origin < window
            ? new ScanSetup(predictor, ChosenClass.Of(predictor.Task, recipe.Class), new ScanGrid(window, recipe.StepBases, origin))
            : throw Fault("origin", $"is {origin:N0}, and a window has the bases 0 to {window - 1:N0}; give one of them");
    }

    /// <summary>Refuses a genome without a window, and one whose names cannot stand in a track.</summary>
    /// <exception cref="InputException">It is such a genome.</exception>
    public void Check(Genome genome, string file)
    {
        if (genome.Names.FirstOrDefault(name => !BedGraphWriter.CanName(name)) is { } bad)
            throw new InputException(file, null, $"a sequence is called {InputException.Quote(bad)}",
                "BED and bedGraph have no place for such a name", "rename it");
        if (genome.Names.All(name => genome.LengthOf(name) < Grid.WindowBases))
            throw new InputException(file, null, $"no sequence has the {Grid.WindowBases:N0} bases of a window",
                "at least one was expected", "check that this is the right file, or give a smaller window_bases");
    }

    /// <summary>The starts to compare with; null when the recipe names no annotation.</summary>
    /// <exception cref="InputException">The annotation is wrong, or belongs to another genome.</exception>
    public FeatureStarts? Starts(ScanRecipe recipe, Genome genome, IRunLog log)
    {
        if (recipe.Annotation is not { } file)
            return null;
        using var annotation = AnnotationSource.Open(file);
        var rule = new WindowRule(WindowAnchor.Start, 0, 1)
        {
            FeatureType = recipe.Features.Type,
            Filters = [.. recipe.Features.Where.Select(pair => new AttributeFilter(pair.Key, pair.Value))],
        };
        var starts = FeatureStarts.Read(annotation, rule, genome, recipe.ReadStrands);
        log.Note($"{file} is read as {annotation.Format}: {starts.Count:N0} starts");
        if (starts.Elsewhere > 0)
            log.Warn($"{starts.Elsewhere:N0} features are on sequences that the genome does not have");
        if (starts.Unstranded > 0)
            log.Warn($"{starts.Unstranded:N0} features have no strand and are read forward");
        if (recipe.Tolerance < Grid.StepBases / 2)
            log.Warn($"a start may lie {Grid.StepBases / 2:N0} bases from the nearest window's base, which is more than the tolerance of "
                + $"{recipe.Tolerance:N0}; give a smaller step_bases or a larger tolerance");
        return starts;
    }

    /// <summary>The stretch that the report shows: the recipe's, or the surroundings of the best call.</summary>
    /// <exception cref="RecipeException">The recipe's stretch is not in the genome.</exception>
    public Interval Shown(ScanRecipe recipe, Genome genome, ScanCall? best)
    {
        if (recipe.Region is { } region)
        {
            Interval wanted = PartRegions.Region(region);
            return genome.LengthOf(wanted.Sequence) is { } bases && wanted.Start < bases
                ? wanted with { End = Math.Min(wanted.End, bases) }
                : throw Fault("region", $"is '{region}', and the genome has no such place; look at its names with 'data inspect'");
        }
        string sequence = best?.Place.Sequence ?? genome.Names.First(name => genome.LengthOf(name) >= Grid.WindowBases);
        long length = genome.LengthOf(sequence)!.Value;
        long start = Math.Clamp((best?.Peak.Base ?? 0) - ShownBases / 2, 0, Math.Max(0, length - ShownBases));
        return new Interval(sequence, start, Math.Min(start + ShownBases, length));
    }

    private static RecipeException Fault(string key, string sentence) => new([new RecipeFault(key, sentence)]);
}
