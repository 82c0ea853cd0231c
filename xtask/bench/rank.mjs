// Rankings by MiniSearch: node rank.mjs DOCS.jsonl < QUERIES.jsonl
//
// Documents are {id, title, text}, queries {q}; prints one JSON array of ids a
// query. The options are those its documentation recommends: title boosted,
// last words as prefixes, one edit in five letters.

import { readFileSync } from 'node:fs';

import MiniSearch from 'minisearch';

import { OPTIONS, SEARCH } from './pages/options.mjs';

const lines = (text) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const index = new MiniSearch({ ...OPTIONS, storeFields: [] });
index.addAll(lines(readFileSync(process.argv[2], 'utf8')));
for (const { q } of lines(readFileSync(0, 'utf8'))) {
  console.log(
    JSON.stringify(
      index
        .search(q, SEARCH)
        .slice(0, 10)
        .map((hit) => hit.id),
    ),
  );
}
