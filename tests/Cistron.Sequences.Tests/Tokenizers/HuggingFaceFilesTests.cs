using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Tokenizers;

namespace Cistron.Sequences.Tests.Tokenizers;

public sealed class HuggingFaceFilesTests : IDisposable
{
    // Loaded and encoded rightly by the npm package @huggingface/tokenizers 0.2.0: "ACGTN" gave 2 5 7 8 6 1 3.
    private const string SingleBases =
        """
        {
          "version": "1.0",
          "truncation": null,
          "padding": null,
          "added_tokens": [
            {
              "id": 0,
              "content": "[PAD]",
              "single_word": false,
              "lstrip": false,
              "rstrip": false,
              "normalized": false,
              "special": true
            },
            {
              "id": 1,
              "content": "[UNK]",
              "single_word": false,
              "lstrip": false,
              "rstrip": false,
              "normalized": false,
              "special": true
            },
            {
              "id": 2,
              "content": "[CLS]",
              "single_word": false,
              "lstrip": false,
              "rstrip": false,
              "normalized": false,
              "special": true
            },
            {
              "id": 3,
              "content": "[SEP]",
              "single_word": false,
              "lstrip": false,
              "rstrip": false,
              "normalized": false,
              "special": true
            },
            {
              "id": 4,
              "content": "[MASK]",
              "single_word": false,
              "lstrip": false,
              "rstrip": false,
              "normalized": false,
              "special": true
            }
          ],
          "normalizer": null,
          "pre_tokenizer": {
            "type": "Split",
            "pattern": {
              "Regex": "."
            },
            "behavior": "Isolated",
            "invert": false
          },
          "post_processor": {
            "type": "TemplateProcessing",
            "single": [
              {
                "SpecialToken": {
                  "id": "[CLS]",
                  "type_id": 0
                }
              },
              {
                "Sequence": {
                  "id": "A",
                  "type_id": 0
                }
              },
              {
                "SpecialToken": {
                  "id": "[SEP]",
                  "type_id": 0
                }
              }
            ],
            "pair": [
              {
                "SpecialToken": {
                  "id": "[CLS]",
                  "type_id": 0
                }
              },
              {
                "Sequence": {
                  "id": "A",
                  "type_id": 0
                }
              },
              {
                "SpecialToken": {
                  "id": "[SEP]",
                  "type_id": 0
                }
              },
              {
                "Sequence": {
                  "id": "B",
                  "type_id": 1
                }
              },
              {
                "SpecialToken": {
                  "id": "[SEP]",
                  "type_id": 1
                }
              }
            ],
            "special_tokens": {
              "[CLS]": {
                "id": "[CLS]",
                "ids": [
                  2
                ],
                "tokens": [
                  "[CLS]"
                ]
              },
              "[SEP]": {
                "id": "[SEP]",
                "ids": [
                  3
                ],
                "tokens": [
                  "[SEP]"
                ]
              }
            }
          },
          "decoder": {
            "type": "Fuse"
          },
          "model": {
            "type": "WordLevel",
            "vocab": {
              "[PAD]": 0,
              "[UNK]": 1,
              "[CLS]": 2,
              "[SEP]": 3,
              "[MASK]": 4,
              "A": 5,
              "T": 6,
              "C": 7,
              "G": 8
            },
            "unk_token": "[UNK]"
          }
        }

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_tokenizer_of_single_bases_is_written_as_proven_to_load()
    {
        TokenizerFolder.Save(new KmerTokenizer(1, 1, Tail.Drop, Alphabet.Dna), _folder.Path, contextTokens: 512);

        Assert.Equal(SingleBases, File.ReadAllText(Path.Combine(_folder.Path, "tokenizer.json")));
    }
}
