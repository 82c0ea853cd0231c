// Guesses which blocks of the index contain the words of a query, and fetches them
// while the search is still loading. This saves a round trip. A wrong guess does no
// harm, because the search fetches what is missing. See search/PACK.md.
(() => {
  'use strict';

  const STOPWORDS = new Set(KB.STOPWORDS);

  // Matches what may follow a stem, without its last letter `last`, in a word.
  /** @param {string} last */
  const ends = (last) =>
    new RegExp(
      `^(${last === 'i' ? 'y|i' : last}|${last}${last})(e|e?s|e?d|e?rs?|ings?|ions?|ments?|ly|al|ity|ive|able|[ae]nce|(ic)?at(e[sd]?|ing|ions?))?$` +
        (last === 'e' ? '|^ing$' : ''),
    );

  // Whether `word` may have the stem `stem`; there is no stemmer here.
  /** @type {(word: string, stem: string) => boolean} */
  const like = (word, stem) => {
    if (word === stem) return true;
    const last = stem.length - 1;
    return (
      /.[a-z]$/.test(stem) && word.startsWith(stem.slice(0, last)) && ends(stem.slice(last)).test(word.slice(last))
    );
  };

  /**
   * Reads the sections of a manifest. A damaged manifest yields wrong values, but
   * reading it ends.
   * @param {Uint8Array} bytes
   */
  function reader(bytes) {
    const view = new DataView(bytes.buffer);
    let place = 0;
    /** @param {number} length */
    const text = (length) => {
      const end = Math.min(place + length, bytes.length);
      let out = '';
      // In pieces, because a call takes a limited number of arguments.
      while (place < end) {
        const piece = bytes.subarray(place, Math.min(place + 8192, end));
        out += String.fromCharCode(...piece);
        place += piece.length;
      }
      return out;
    };
    const number = () => {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[place++];
        value |= (byte & 127) << shift;
        if (!(byte > 127)) return value >>> 0;
      }
    };
    return {
      text,
      number,
      /** Calls `then` for each entry of a list, at most up to the end of the file. */
      each(/** @type {() => void} */ then) {
        for (let left = number(); left-- && place < bytes.length; ) then();
      },
      /** Reads a term that is front-coded against `last`. */
      unfold: (/** @type {string} */ last) => last.slice(0, number()) + text(number()),
      /** Goes to a section and returns its length; 0 if there is no such section. */
      section(/** @type {string} */ tag) {
        for (let n = Math.min(view.getUint32(20, true), 64); n--; ) {
          const entry = 24 + 16 * n;
          place = entry;
          if (text(4) !== tag) continue;
          place = view.getUint32(entry + 4, true);
          return view.getUint32(entry + 8, true);
        }
        return 0;
      },
    };
  }

  // Fetches the guessed blocks for `query` with `ahead`; `pack` is the URL of the pack.
  window.kbGuess = async (query, pack, ahead) => {
    const manifest = (await ahead(`${pack}manifest.kbp`)).clone();
    const inflated = manifest.body?.pipeThrough(new DecompressionStream('deflate-raw'));
    const bytes = new Uint8Array(await new Response(inflated).arrayBuffer());
    const { text, number, each, unfold, section } = reader(bytes);

    // The words and the parts of identifiers. Function words count only without others.
    const plain = query.replace(/\S+:\S*/g, '').trim();
    const lower = plain.toLowerCase();
    const spoken =
      plain
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .toLowerCase()
        .match(/[a-z0-9]+/g) ?? [];
    const all = [...spoken, ...lower.split(/[^\w.-]+/), ...lower.split(/[^a-z0-9]+/)];
    const telling = all.filter((word) => !STOPWORDS.has(word));
    const sought = new Set(telling.length ? telling : all);
    for (const line of text(section('SYNO')).split('\n')) {
      const [key, ...others] = line.split('\t');
      const stems = key.split(' ');
      if (spoken.some((_, n) => stems.every((stem, m) => spoken[n + m] && like(spoken[n + m], stem))))
        for (const other of others)
          for (const word of other.slice(0, -1).split(' ')) if (!STOPWORDS.has(word)) sought.add(word);
    }
    const words = [...sought];
    let stem = '';
    if (section('FORM'))
      each(() => {
        stem = unfold(stem);
        const form = unfold(stem);
        if (words.some((word) => like(word, stem))) sought.add(stem).add(form);
      });
    /** @type {string[]} */
    const firsts = [];
    if (section('DICT')) each(() => firsts.push(unfold(firsts.at(-1) ?? '')));
    const files = new Set();
    // The search uses similar documents for longer queries.
    if (plain.split(/\s+/).length > 2 && section('NEAR')) {
      const run = number();
      section('STAT');
      for (let n = Math.min(Math.ceil(number() / run), 8); n--; ) files.add(`n${n}`);
    }
    for (const word of sought) {
      const block = firsts.findLastIndex((first) => first <= word);
      if (word && block >= 0) files.add(`t${block}`);
    }
    // The last word may be unfinished. The number of blocks is the one that the search
    // reads, see search/src/engine/resolve.rs.
    const last = spoken.at(-1);
    let left = firsts.length > 512 ? 3 : 15;
    for (const [n, first] of firsts.entries()) {
      if (last && first !== last && first.startsWith(last) && left-- > 0) files.add(`t${n}`);
    }
    for (const file of [...files].slice(0, 20)) ahead(`${pack}${file}.kbc`);
  };
})();
