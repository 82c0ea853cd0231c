// The least page around MiniSearch: the whole index, then no more requests.

import MiniSearch from './minisearch/minisearch.js';
import { OPTIONS, SEARCH } from './options.mjs';
import { show } from './show.mjs';

const input = document.querySelector('input');
const list = document.querySelector('ul');
const text = await (await fetch('minisearch/index.json')).text();
const index = MiniSearch.loadJSON(text, OPTIONS);

function search() {
  const query = input.value.trim();
  const hits = query ? index.search(query, SEARCH).slice(0, 5) : [];
  show(
    list,
    hits.map(({ id, title, excerpt }) => ({ url: id, title, snippet: excerpt.replace(/</g, '&lt;') })),
  );
}

input.addEventListener('input', search);
input.value = new URLSearchParams(location.search).get('q') ?? '';
document.documentElement.dataset.ready = '';
if (input.value) search();
