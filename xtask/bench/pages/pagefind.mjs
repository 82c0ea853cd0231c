// The least page around Pagefind: its own module, no ready-made interface.

import * as pagefind from './pagefind/pagefind.js';
import { show } from './show.mjs';

const input = document.querySelector('input');
const list = document.querySelector('ul');
let turn = 0;

async function search() {
  const mine = ++turn;
  const query = input.value.trim();
  if (!query) return show(list, []);
  const { results } = await pagefind.search(query);
  if (mine !== turn) return;
  const data = await Promise.all(results.slice(0, 5).map((result) => result.data()));
  if (mine !== turn) return;
  show(
    list,
    data.map(({ url, meta, excerpt }) => ({ url, title: meta.title, snippet: excerpt })),
  );
}

input.addEventListener('input', search);
input.value = new URLSearchParams(location.search).get('q') ?? '';
await pagefind.init();
document.documentElement.dataset.ready = '';
if (input.value) await search();
