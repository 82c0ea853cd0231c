// Colours as the page shows them.

/** @import { Page } from 'playwright-core' */

/**
 * The colour behind the page's text, as CSS computes it.
 * @param {Page} page
 */
export const background = (page) =>
  page.evaluate(() => {
    const of = (/** @type {Element} */ one) => getComputedStyle(one).backgroundColor;
    const clear = 'rgba(0, 0, 0, 0)';
    return of(document.body) === clear ? of(document.documentElement) : of(document.body);
  });

/**
 * How light a computed colour is, 0 to 1.
 * @param {string} colour
 */
export function lightness(colour) {
  const [, space, body] = colour.match(/^(\w+)\((.*)\)$/) ?? [];
  if (/^(oklch|oklab|lab|lch)$/.test(space)) {
    const value = Number.parseFloat(body);
    return space.startsWith('ok') ? value : value / 100;
  }
  const [r, g, b] = body.match(/[\d.]+/g).map(Number);
  const scale = space === 'color' || /srgb/.test(body) ? 1 : 255;
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / scale;
}
