// What the scripts of a page share: with each other, and with WebAssembly.

/** Fetches a file of the pack; what was fetched ahead is not fetched twice. */
type Fetch = (url: string) => Promise<Response>;

/**
 * Constants that the scripts share with Rust. Their values are put in when a site is
 * built; a test compares the names with `indexer/site/src/frontend/constants.rs`.
 */
declare const KB: {
  readonly IDLE_EVENT: string;
  readonly LANDING_KEY: string;
  readonly RECORD_EVENT: string;
  readonly RUNBOOK_HEADINGS: readonly string[];
  readonly SEARCH_INPUT_ID: string;
  readonly SESSION_KEY: string;
  /** Latin letters by their ASCII form. */
  readonly SLUG_FOLDS: Readonly<Record<string, string>>;
  readonly STEPS_KEY: string;
  readonly STOPWORDS: readonly string[];
  readonly SUSPECTS_KEY: string;
  readonly TEXT_SIZE_KEY: string;
  readonly THEME_KEY: string;
  readonly VALUES_KEY: string;
};

interface Window {
  /** Spellings of names. Called by the loader alone. */
  kbNames: {
    /** What all spellings of an alert's name have in common. */
    alertKey(name: string): string;
    /** The part of a URL that a name becomes. */
    slug(name: string): string;
  };
  /** Fetches the files that a query probably needs. Called by the loader alone. */
  kbGuess(query: string, pack: string, ahead: Fetch): Promise<void>;
  /** `app/src/browser/fetch.rs` */
  kbFetch: Fetch;
  /** Loads the bundle with the reader of pastes; false if that takes too long. `app/src/browser/pastes.rs` */
  kbTools(): Promise<boolean>;
  /** What the reader of pastes makes of a text, encoded; undefined for plain words. `app/src/browser/pastes.rs` */
  kbRead(text: string): string | undefined;
}

/** What a bundle exports: wasm-bindgen's `default`, and `app/src/lib.rs`. */
interface Bundle {
  default(options: { module_or_path: string }): Promise<unknown>;
  hydrate(): void;
  /** Of the search alone. */
  highlight?(words: string): void;
  /** Of the tools alone. */
  understand?(text: string): string | undefined;
}

/** What wakes an island, by the name of its component: exported by a bundle too. */
interface Islands {
  [component: string]: ((island: Element) => void) | undefined;
}

interface Navigator {
  /** Absent in some browsers. */
  readonly connection?: { readonly saveData?: boolean };
}

/** An element of Leptos' islands; children of an island carry its owner. */
interface LeptosElement extends Element {
  $$on_hydrate?(): void;
}
