// Spellings of names, as Rust has them: see model/src/address.rs and model/src/slug.rs.
(() => {
  'use strict';

  /** @type {Map<string, string>} */
  const folds = new Map();
  for (const [plain, letters] of Object.entries(KB.SLUG_FOLDS)) for (const letter of letters) folds.set(letter, plain);

  window.kbNames = {
    // Letter by letter: of a whole word, the last sigma would have another form.
    alertKey: (name) =>
      [...name.replace(/[^\p{Alphabetic}\p{N}]/gu, '')].map((letter) => letter.toLowerCase()).join(''),
    slug(name) {
      let out = '';
      for (const letter of name) {
        const folded = folds.get(letter);
        if (folded) out += folded;
        else if (/[\p{Alphabetic}\p{N}]/u.test(letter)) out += letter.toLowerCase();
        else if (!/['’]/.test(letter) && out && !out.endsWith('-')) out += '-';
      }
      return out.replace(/-+$/, '') || 'page';
    },
  };
})();
