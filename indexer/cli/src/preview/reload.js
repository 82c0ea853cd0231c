// Live reload of the preview. Not part of a published site.
(() => {
  const bar = document.createElement('pre');
  bar.setAttribute('role', 'alert');
  Object.assign(bar.style, {
    position: 'fixed',
    insetInline: '0',
    bottom: '0',
    margin: '0',
    padding: '1rem',
    zIndex: '99',
    maxHeight: '50vh',
    overflow: 'auto',
    background: '#5c0f0f',
    color: '#fff',
    whiteSpace: 'pre-wrap',
  });
  const build = new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src).searchParams.get('build');
  const events = new EventSource('/__kb/events');
  events.addEventListener('reload', () => location.reload());
  events.addEventListener('failed', (event) => {
    bar.textContent = `The last build failed; this is the page before it.\n${event.data}`;
    document.body.append(bar);
  });
  // Told on every connection: the site may have changed before this page was
  // listening. A restarted server has a new one.
  let lost = false;
  events.addEventListener('error', () => {
    lost = true;
  });
  events.addEventListener('build', (event) => {
    if (lost || event.data !== build) location.reload();
  });
})();
