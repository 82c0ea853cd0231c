// Reads the colours of a page.

/** @import { Page } from 'playwright-core' */

/**
 * Returns the computed background colour of the page.
 * @param {Page} page
 */
export const background = (page) =>
  page.evaluate(() => {
    const of = (/** @type {Element} */ one) => getComputedStyle(one).backgroundColor;
    const clear = 'rgba(0, 0, 0, 0)';
    return of(document.body) === clear ? of(document.documentElement) : of(document.body);
  });

/**
 * Returns the lightness of a computed colour, from 0 to 1.
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
