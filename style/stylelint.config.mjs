// Lint of the style sheets: `npx stylelint style/*.css`.

export default {
  extends: ['stylelint-config-standard'],
  rules: {
    // BEM, as style/README.md says: block__element--modifier.
    'selector-class-pattern': /^[a-z][a-z0-9]*(-[a-z0-9]+)*(__[a-z0-9]+(-[a-z0-9]+)*)?(--[a-z0-9]+(-[a-z0-9]+)*)?$/,
    // Safari before 16.4 does not know `width <= 40rem`.
    'media-feature-range-notation': 'prefix',
    // Components stand one after the other; that one is more specific than the next is no conflict.
    'no-descending-specificity': null,
    // Two `:not()` in a row are more specific than one with both.
    'selector-not-notation': null,
    // Safari knows these by their prefix alone.
    'property-no-vendor-prefix': [true, { ignoreProperties: ['box-decoration-break', 'text-size-adjust'] }],
    // In Chromium since 2025; others pass over the rule.
    'selector-pseudo-class-no-unknown': [true, { ignorePseudoClasses: ['target-current'] }],
    'value-keyword-case': ['lower', { ignoreKeywords: ['Menlo', 'Consolas', 'currentColor'] }],
  },
};
