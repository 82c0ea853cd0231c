/** How MiniSearch indexes. */
export const OPTIONS = { fields: ['title', 'text'], storeFields: ['title', 'excerpt'] };
/** How it searches: the options of its own documentation's examples. */
export const SEARCH = { boost: { title: 3 }, prefix: true, fuzzy: 0.2 };
