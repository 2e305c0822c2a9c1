// Checks that the library tokenizers of Hugging Face, with bases.json, gives the ids of bases.tsv, which SentencePiece gave with
// bases.bpe. bases.json is what Cistron writes for bases.bpe; a test compares the two.
//
// Run with the npm package tokenizers (0.23.2):  npm install tokenizers@0.23.2 && node tokenizers.js
const fs = require('fs');
const path = require('path');
const { Tokenizer } = require('tokenizers');

async function check() {
  const tokenizer = Tokenizer.fromFile(path.join(__dirname, 'bases.json'));
  const rows = fs.readFileSync(path.join(__dirname, 'bases.tsv'), 'utf8').trim().split('\n').slice(1);
  let different = 0;
  for (const row of rows) {
    const [sequence, ids] = row.split('\t');
    const given = (await tokenizer.encode(sequence, null, { addSpecialTokens: false })).getIds().join(' ');
    if (given !== ids) {
      different++;
      console.log(`${sequence}\n  SentencePiece ${ids}\n  tokenizers    ${given}`);
    }
  }
  console.log(`${rows.length - different} of ${rows.length} sequences have the same ids`);
  process.exitCode = different === 0 ? 0 : 1;
}

check();
