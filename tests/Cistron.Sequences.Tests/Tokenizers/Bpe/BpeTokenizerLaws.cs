using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Sequences.Tokenizers.Bpe;

namespace Cistron.Sequences.Tests.Tokenizers.Bpe;

/// <summary>Laws that hold for every vocabulary and sequence, tried on random ones.</summary>
public class BpeTokenizerLaws
{
    private const int Rounds = 200;

    [Fact]
    public void Tokens_are_those_of_the_merges_applied_one_after_the_other()
    {
        ForEach("ACGTN", (tokenizer, bases, ids, _) =>
        {
            var symbols = NaiveBpe.Encode(tokenizer.Merges, bases);

            Assert.Equal(symbols.Select(symbol => symbol < 0 ? "[UNK]" : tokenizer.Merges.Texts[symbol]),
                ids.Select(tokenizer.Vocabulary.TokenOf));
        });
    }

    [Fact]
    public void So_are_those_of_pieces_that_any_two_spell()
    {
        // Pieces whose merges come up in any order, as hand-made or half-trained ones do.
        for (int round = 0; round < 4 * Rounds; round++)
        {
            var draws = RandomStream.For(9, "pieces", round);
            string letters = draws.NextBelow(2) == 0 ? "AC" : "ACGT";
            HashSet<string> pieces = ["A", "C", "G", "T"];
            string Any() => pieces.ElementAt((int)draws.NextBelow(pieces.Count));
            for (int i = 0; i < 40; i++)
            {
                // Behind another piece a letter or, as of ACGACG, a piece that may be merged later.
                string end = draws.NextBelow(3) > 0 ? $"{letters[(int)draws.NextBelow(letters.Length)]}" : Any();
                pieces.Add(Any() + end);
            }
            pieces.RemoveWhere(piece => piece.Length > 24);
            string[] order = [.. pieces];
            draws.Shuffle<string>(order);
            var tokenizer = new BpeParts([.. SpecialTokens.Names, .. order], PieceMerges.Of(order)).Build(Alphabet.Dna, UnknownLetters.OneByOne);
            string bases = BpeDraws.Sequence(draws, 100, letters + "N");
            List<int> ids = [];
            tokenizer.Encode(Encoding.ASCII.GetBytes(bases), ids);

            Assert.Equal(NaiveBpe.Encode(tokenizer.Merges, bases).Select(symbol => symbol < 0 ? "[UNK]" : tokenizer.Merges.Texts[symbol]),
                ids.Select(tokenizer.Vocabulary.TokenOf));
        }
    }

    [Fact]
    public void Spans_cover_the_sequence_side_by_side_and_are_spelled_by_their_tokens()
    {
        ForEach("ACGTN", (tokenizer, bases, ids, spans) =>
        {
            Assert.Equal(ids.Count, spans.Count);
            int covered = 0;
            for (int i = 0; i < ids.Count; i++)
            {
                Assert.Equal(covered, spans[i].Start);
                covered = spans[i].End;
                string token = tokenizer.Vocabulary.TokenOf(ids[i]);
                Assert.Equal(token == "[UNK]" ? "N" : token, bases[spans[i].Start..spans[i].End]);
                Assert.InRange(spans[i].Length, 1, tokenizer.TokenBases);
            }
            Assert.Equal(bases.Length, covered);
        });
    }

    [Fact]
    public void What_is_encoded_is_decoded()
    {
        ForEach("ACGTN", (tokenizer, bases, ids, _) =>
        {
            var specials = tokenizer.Vocabulary.Specials;

            Assert.Equal(bases, tokenizer.Decode([specials.Classification, .. ids, specials.Separator, specials.Padding]));
        });
    }

    [Fact]
    public void A_sequence_cut_between_two_tokens_keeps_its_tokens()
    {
        ForEach("ACGT", (tokenizer, bases, ids, spans) =>
        {
            if (ids.Count < 2)
                return;
            int cut = ids.Count / 2;
            List<int> start = [], end = [];
            tokenizer.Encode(Encoding.ASCII.GetBytes(bases[..spans[cut].Start]), start);
            tokenizer.Encode(Encoding.ASCII.GetBytes(bases[spans[cut].Start..]), end);

            Assert.Equal(ids, [.. start, .. end]);
        });
    }

    [Fact]
    public void Numbers_of_tokens_and_bases_bound_each_other()
    {
        ForEach("ACGTN", (tokenizer, bases, ids, _) =>
        {
            Assert.InRange(ids.Count, 0, tokenizer.TokenCount(bases.Length));
            Assert.True(tokenizer.ContextBases(tokenizer.TokenCount(bases.Length)) >= bases.Length);
        });
    }

    private static void ForEach(string letters, Action<BpeTokenizer, string, List<int>, List<TokenSpan>> check)
    {
        for (int round = 0; round < Rounds; round++)
        {
            var draws = RandomStream.For(6, "tokenizer", round);
            var merges = BpeDraws.Merges(draws, 9 + (int)draws.NextBelow(300));
            var tokenizer = BpeTokenizer.Of(merges, Alphabet.Dna);
            string bases = BpeDraws.Sequence(draws, 300, letters);
            List<int> ids = [];
            List<TokenSpan> spans = [];
            tokenizer.Encode(Encoding.ASCII.GetBytes(bases), ids, spans);
            check(tokenizer, bases, ids, spans);
        }
    }
}
