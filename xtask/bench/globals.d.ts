// What `browser.mjs` keeps in the pages that it watches; times are of `performance.now()`.

interface Bench {
  /** The last input. */
  input: number;
  /** The last change of the page, or input. */
  last: number;
  /** When the first results had their snippets; 0 before. */
  answered: number;
  /** After each change since the last input: when, and the results, one a line. */
  seen: [time: number, hits: string][];
}

interface Window {
  bench: Bench;
}

// What the engines write beside the pages.
declare module '*/minisearch/minisearch.js' {
  export { default } from 'minisearch';
}
declare module '*/pagefind/pagefind.js' {
  export function init(): Promise<void>;
  export function search(
    query: string,
  ): Promise<{ results: { data(): Promise<{ url: string; meta: { title: string }; excerpt: string }> }[] }>;
}
