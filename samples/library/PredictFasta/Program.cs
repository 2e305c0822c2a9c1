// Prints what a fine-tuned model says about every sequence of a FASTA file, one line a sequence.
using Cistron.Models.Folders;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats.Fasta;
using Cistron.Sequences.Windows;
using Cistron.Torch;

if (args is not [var modelFolder, var fasta])
{
    Console.Error.WriteLine("usage: PredictFasta MODEL_FOLDER FASTA_FILE");
    return 2;
}

var model = ModelFolder.Open(modelFolder);
// Sequences beyond the model's context are seen in windows, whose outputs are averaged.
var predictor = model.LoadPredictor(Device.Best, LongSequenceRule.Windows);
var cleaner = new SequenceCleaner(model.Tokenizer.Alphabet, fasta);

Console.WriteLine($"id\t{string.Join('\t', predictor.Task.Outputs)}");
foreach (var prediction in predictor.Predict(Sequences(), sequence => sequence.Bases, batchSize: 64))
{
    var values = prediction.Output.Select(value => $"{value:0.0000}");
    Console.WriteLine($"{prediction.Item.Id}\t{string.Join('\t', values)}");
}
return 0;

// One record in memory at a time, its letters brought into the model's alphabet.
IEnumerable<FastaRecord> Sequences()
{
    foreach (var record in FastaReader.Read(fasta))
    {
        cleaner.Clean(record.Bases, record.Id, record.Line);
        predictor.Encoder.Check(record.Bases, fasta, record.Line);
        yield return record;
    }
}
